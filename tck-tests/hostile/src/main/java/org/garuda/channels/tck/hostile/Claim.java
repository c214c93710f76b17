package org.garuda.channels.tck.hostile;

/**
 * Something that must hold, and what was seen.
 *
 * @param what what must hold
 * @param holds whether it does
 * @param seen numbers or words
 */
public record Claim(String what, boolean holds, String seen) {

    @Override
    public String toString() {
        return (holds ? "holds      " : "DOES NOT   ") + what + (seen.isEmpty() ? "" : ": " + seen);
    }
}
