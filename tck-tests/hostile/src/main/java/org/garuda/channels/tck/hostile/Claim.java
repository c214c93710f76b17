package org.garuda.channels.tck.hostile;

/**
 * Something that must hold, and what was seen.
 *
 * @param what what must hold
 * @param holds whether it does
 * @param seen numbers or words
 * @param timed whether a machine that is busy with something else may be to blame when it does not hold
 */
public record Claim(String what, boolean holds, String seen, boolean timed) {

    /**
     * Something that must hold on any machine.
     *
     * @param what what must hold
     * @param holds whether it does
     * @param seen numbers or words
     */
    public Claim(String what, boolean holds, String seen) {
        this(what, holds, seen, false);
    }

    @Override
    public String toString() {
        return (holds ? "holds      " : "DOES NOT   ") + what + (seen.isEmpty() ? "" : ": " + seen);
    }
}
