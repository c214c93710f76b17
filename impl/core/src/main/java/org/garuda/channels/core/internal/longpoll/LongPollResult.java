package org.garuda.channels.core.internal.longpoll;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What a server has to do about a request: {@link Answered answer} it, {@link Held keep} it, or gather its body for a
 * {@code Post}.
 */
public interface LongPollResult {

    /**
     * Answer it.
     *
     * @param answer written at once
     */
    record Answered(LongPollResponse answer) implements LongPollResult {}

    /**
     * Keep it, without a thread, until there is an answer.
     *
     * @param answer comes once, within about one window, on a thread of the engine's that may block while the answer is
     *     written; perhaps it is there already
     * @param head headers to be sent at once, with status 200, unless the answer is there already or they are none.
     *     Browsers hold back further requests to the same address until they know that the answer must not be stored,
     *     and all sessions of a page poll the same address
     * @param ended to be told true when the answer has been written, and false when it could not be written in full or
     *     the connection turns out to be gone, before the answer or after it: what it brought is then kept for the next
     *     poll. Until it is told the client counts as being here, for as long as an answer may take. May be called by
     *     any thread, more than once, and too late
     */
    record Held(CompletionStage<LongPollResponse> answer, Map<String, String> head, Consumer<Boolean> ended)
            implements LongPollResult {}
}
