package org.garuda.channels.tck.hostile.app;

/** A step of the stop that cannot be taken. */
final class FailingStep implements AutoCloseable {

    @Override
    public void close() {
        throw new LinkageError("made by a step of the stop");
    }
}
