package org.garuda.channels.core.internal.queue;

/**
 * Since when a client's frames are being written, whether the transport takes them one at a time or many at once. Has
 * no lock: it belongs to the outbox and is used under the outbox's.
 */
final class WriteProgress {

    private boolean frame;
    private long frameSince;
    private boolean batch;
    private long batchSince;

    /** A frame has been taken to be written, and with it the one before is written; or none was left to take. */
    void tookFrame(boolean taken, long now) {
        frame = taken;
        frameSince = now;
    }

    /** A write of several frames has begun. */
    void batchBegan(long now) {
        batch = true;
        batchSince = now;
    }

    /** The write of several frames is over. */
    void batchEnded() {
        batch = false;
    }

    /** Whether one write has taken longer than it may. */
    boolean isStuck(long now, long sendNanos) {
        return frame && now - frameSince > sendNanos || batch && now - batchSince > sendNanos;
    }
}
