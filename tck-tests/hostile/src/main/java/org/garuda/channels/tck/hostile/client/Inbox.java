package org.garuda.channels.tck.hostile.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.garuda.channels.tck.kit.socket.MessageAssembler;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/** What a server has sent to one client: the newest messages, cut, so that no server can fill it. */
final class Inbox {

    private static final int MOST_KEPT = 1_000;
    private static final int LONGEST_KEPT = 2_000;

    private final MessageAssembler assembler = new MessageAssembler();
    private final Deque<String> messages = new ArrayDeque<>();
    private int longest;

    /** Takes a frame of a message. */
    void take(WebSocketFrame frame) {
        if (assembler.allows(frame)) {
            assembler.add(frame).ifPresent(this::keep);
        }
    }

    /** The oldest message that is kept; it is kept no more. */
    Optional<String> next() {
        return Optional.ofNullable(messages.poll());
    }

    /** Whether a message with a text in it is among those that are kept. */
    boolean has(String text) {
        return messages.stream().anyMatch(message -> message.contains(text));
    }

    /** How many bytes the longest message had. */
    int longest() {
        return longest;
    }

    private void keep(WebSocketFrame message) {
        longest = Math.max(longest, message.payload().length);
        if (messages.size() == MOST_KEPT) {
            messages.poll();
        }
        int kept = Math.min(LONGEST_KEPT, message.payload().length);
        messages.add(new String(message.payload(), 0, kept, StandardCharsets.UTF_8));
    }
}
