package org.garuda.channels.core.internal.longpoll;

import java.util.concurrent.CompletableFuture;

/** One poll on its way from the request to the answer. */
final class Poll {

    /** The token that it came with, which its answer repeats. */
    final String token;

    /** On the engine's clock. */
    final long began;

    final CompletableFuture<LongPollResponse> answer = new CompletableFuture<>();

    /** Which answer of the session it got; zero as long as it got no messages. Guarded by the session. */
    long batch;

    /** Whether its answer has been written, or its connection is gone. Guarded by the session. */
    boolean ended;

    Poll(String token, long began) {
        this.token = token;
        this.began = began;
    }
}
