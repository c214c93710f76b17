package org.garuda.channels.jakarta.internal.servlet;

import java.io.IOException;

/**
 * Has long bodies read a turn at a time, by few threads at once, so that those who send many of them leave processors
 * to everybody else. The first turn of a body is not asked for here: most bodies need no other. Safe for use by any
 * thread.
 */
interface BodyTurns {

    /** A turn that is read on the thread which asks for it; tells whether there is more. */
    @FunctionalInterface
    interface Turn {
        boolean read() throws IOException;
    }

    /** Whether turns are read on threads of which the container does not know. */
    boolean areElsewhere();

    /**
     * Has the next turn read: here, or, where this thread is not to be kept, there.
     *
     * @return whether this thread is to ask for another one
     */
    boolean next(Turn here, Runnable there) throws IOException;
}
