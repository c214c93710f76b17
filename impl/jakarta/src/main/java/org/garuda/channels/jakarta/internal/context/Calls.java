package org.garuda.channels.jakarta.internal.context;

import org.garuda.channels.ChannelClient;
import org.jspecify.annotations.Nullable;

/** Which {@link Call} each thread is in. Nothing is left on a thread that is not ours. */
public final class Calls {

    private final ThreadLocal<@Nullable Call> current = new ThreadLocal<>();

    /** No thread is in a call yet. */
    public Calls() {}

    /** The calling thread's, or null. */
    @Nullable
    Call current() {
        return current.get();
    }

    /**
     * For whom the calling thread runs a callback.
     *
     * @return the client, or null
     */
    public @Nullable ChannelClient client() {
        Call call = current.get();
        return call == null ? null : call.client();
    }

    /**
     * Puts the calling thread into a call, to be undone by {@link #leave}.
     *
     * @return the one before, or null
     */
    @Nullable
    Call enter(Call call) {
        Call before = current.get();
        current.set(call);
        return before;
    }

    void leave(@Nullable Call before) {
        if (before == null) {
            current.remove();
        } else {
            current.set(before);
        }
    }
}
