package org.garuda.channels.tck.kit.replay;

/**
 * One thing that was not as recorded.
 *
 * @param step the number of the step, counted from 0
 * @param what what differs: {@code handshake}, {@code http}, {@code frames of} a connection, or {@code error} when the
 *     step could not be done
 * @param want what was recorded, as JSON with sorted keys
 * @param got what the server did, in the same form
 */
public record Difference(int step, String what, String want, String got) {

    @Override
    public String toString() {
        return "step " + step + " " + what + "\n  want " + want + "\n  got  " + got;
    }
}
