package org.garuda.channels.core.internal.typed;

import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.channel.ErrorReplies;
import org.garuda.channels.core.internal.metrics.Counter;
import org.jspecify.annotations.Nullable;

/** Where one parameter of a method comes from. Safe for use by any thread. */
@FunctionalInterface
interface Binding {

    /**
     * The argument of a call.
     *
     * @throws Rejected when what the client sent does not fit
     */
    @Nullable
    Object value(Call call);

    /**
     * A parameter that takes the payload of the event. Whatever a provider of JSON-B throws is the payload's fault: clients
     * must not be able to end a channel with one, and providers are of many minds.
     *
     * @param type the parameter's, with its generic types
     * @param raw its class, that of the object for a primitive type
     * @param nullable whether it takes null
     */
    record Payload(Type type, Class<?> raw, boolean nullable) implements Binding {

        @Override
        public @Nullable Object value(Call call) {
            ChannelEvent event = call.message();
            boolean bytes = raw == byte[].class || raw == ByteBuffer.class;
            if (event.isBinary() != bytes) {
                throw rejected();
            }
            if (bytes) {
                return raw == byte[].class ? event.bytes() : ByteBuffer.wrap(event.bytes());
            }
            Object value = JsonValue.class.isAssignableFrom(raw) ? parsed(event) : bound(event);
            if (value == null ? !nullable : !raw.isInstance(value)) {
                throw rejected();
            }
            return value;
        }

        private static Object parsed(ChannelEvent event) {
            try {
                return event.payload();
            } catch (RuntimeException | StackOverflowError e) {
                throw rejected();
            }
        }

        private @Nullable Object bound(ChannelEvent event) {
            try {
                return event.payload(type);
            } catch (RuntimeException | StackOverflowError e) {
                throw rejected();
            }
        }

        private static Rejected rejected() {
            return new Rejected(ErrorReplies.INVALID_PAYLOAD, Counter.PAYLOADS_INVALID);
        }
    }

    /**
     * A parameter that takes what the socket's method with {@code @OnConnect} has returned for the client.
     *
     * @param type the method's return type, that of the object for a primitive type
     */
    record User(Class<?> type) implements Binding {

        /** Keeps it with the client. */
        void keep(ChannelClient client, Object user) {
            client.attributes().put(key(), user);
        }

        @Override
        public Object value(Call call) {
            Object user = call.client().attributes().get(key());
            if (user == null) {
                throw new IllegalStateException("there is no " + type.getName() + " of this client; leave \"" + key()
                        + "\" in its attributes()");
            }
            return user;
        }

        private String key() {
            return "org.garuda.channels.typed:" + type.getName();
        }
    }
}
