package org.garuda.channels.core.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.garuda.channels.core.internal.channel.ErrorReplies;
import org.garuda.channels.core.internal.metrics.Counter;

/**
 * A parameter that takes a variable of the topic.
 *
 * @param name the variable's
 * @param type the parameter's, that of the object for a primitive type
 * @param converter makes one of a text
 */
record TopicVariable(String name, Class<?> type, MethodHandle converter) implements Binding {

    /** Types that read some values in more than one way: each value has one topic alone. */
    private static final Set<Class<?>> CANONICAL =
            Set.of(Byte.class, Short.class, Integer.class, Long.class, UUID.class);

    /** Empty when no text converts to the type. */
    static Optional<TopicVariable> of(String name, Class<?> type) {
        if (type == String.class) {
            return Optional.of(new TopicVariable(name, type, MethodHandles.identity(Object.class)));
        }
        for (String method : List.of("valueOf", "fromString")) {
            try {
                Method found = type.getDeclaredMethod(method, String.class);
                if (Modifier.isStatic(found.getModifiers())
                        && !Modifier.isPrivate(found.getModifiers())
                        && found.getReturnType() == type) {
                    MethodHandle handle = Methods.handle(found);
                    return Optional.of(new TopicVariable(
                            name, type, handle.asType(MethodType.methodType(Object.class, Object.class))));
                }
            } catch (NoSuchMethodException | IllegalAccessException e) {
                continue; // Perhaps the other one.
            }
        }
        return Optional.empty();
    }

    @Override
    public Object value(Call call) {
        String text = call.channel().topicVariable(name);
        try {
            Object value = (Object) converter.invokeExact((Object) text);
            if (value != null && (!CANONICAL.contains(type) || value.toString().equals(text))) {
                return value;
            }
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            // It does not convert, whatever says so.
        }
        throw new Rejected(ErrorReplies.UNMATCHED_TOPIC, Counter.PAYLOADS_INVALID);
    }
}
