package org.garuda.channels.benchmarks.client;

import java.nio.charset.StandardCharsets;

/**
 * The three numbers at the end of each message's JSON body: who published it, as which of its messages, and when. They
 * are read backwards, because what stands around the body differs from protocol to protocol. One object is read into
 * again and again; not safe for use by several threads.
 */
public final class Stamp {

    /** What may follow the last number: the ends of the body and of its envelope. */
    private static final int LONGEST_END = 8;

    private int publisher;
    private long sequence;
    private long time;
    private long number;

    /** An empty one. */
    public Stamp() {}

    /**
     * A body that bears a stamp.
     *
     * @param filler goes into the body as it is
     * @param publisher who publishes it, from 0
     * @param sequence which of the publisher's messages it is, from 1; 0 for one that is not counted
     * @param time when it was due, by {@link System#nanoTime()}
     * @return a JSON object
     */
    public static byte[] body(String filler, int publisher, long sequence, long time) {
        return ("{\"body\":\"" + filler + "\",\"p\":" + publisher + ",\"s\":" + sequence + ",\"t\":" + time + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads the stamp at the end of a message.
     *
     * @return false when there is none
     */
    boolean read(byte[] text, int from, int to) {
        int at = to;
        while (at > from && at > to - LONGEST_END && !isDigit(text[at - 1])) {
            at--;
        }
        at = field(text, from, at, 't');
        time = number;
        at = at < 0 ? at : field(text, from, at - 1, 's');
        sequence = number;
        at = at < 0 ? at : field(text, from, at - 1, 'p');
        publisher = (int) number;
        return at >= 0;
    }

    /** Reads a field whose number ends before {@code end}; tells where the field starts, or -1. */
    private int field(byte[] text, int from, int end, char name) {
        long value = 0;
        long scale = 1;
        int at = end;
        while (at > from && isDigit(text[at - 1])) {
            at--;
            value += scale * (text[at] - '0');
            scale *= 10;
        }
        int start = at - 4;
        if (at == end
                || start < from
                || text[start] != '"'
                || text[start + 1] != name
                || text[start + 2] != '"'
                || text[start + 3] != ':') {
            return -1;
        }
        number = value;
        return start;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    public int publisher() {
        return publisher;
    }

    public long sequence() {
        return sequence;
    }

    public long time() {
        return time;
    }
}
