package org.garuda.channels.core.internal.typed;

import java.util.List;
import java.util.Map;
import org.garuda.channels.core.internal.access.Access;
import org.garuda.channels.core.internal.access.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What a typed class's methods are for.
 *
 * @param type the class
 * @param single the methods of which there is one at most
 * @param messages those for messages, by event
 * @param outgoing those for broadcasts, by event
 * @param errors those for exceptions, the most special first
 * @param variables every variable that a method takes
 * @param user what the method for connecting returns, or null
 * @param access who may connect and join, and which roles are named; messages have rules of their own
 * @param otherMessages who may send messages that no method is for
 * @param takesOtherMessages whether the class has an {@code incomingMessage} for those
 */
record Signature(
        Class<?> type,
        Map<MethodKind, Action> single,
        Map<String, Action> messages,
        Map<String, Action> outgoing,
        List<Action.OnFailure> errors,
        List<TopicVariable> variables,
        Binding.@Nullable User user,
        Access access,
        Rule otherMessages,
        boolean takesOtherMessages) {

    @Nullable
    Action action(MethodKind kind) {
        return single.get(kind);
    }
}
