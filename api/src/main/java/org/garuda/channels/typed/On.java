package org.garuda.channels.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that is called for each message with an event, from a client that has joined the topic.
 *
 * <p>What it returns is the reply: {@code void} gives none, a {@link Reply} is the reply itself, a {@code byte[]} or {@link
 * java.nio.ByteBuffer} is sent as bytes, and anything else, null included, as an ok reply in JSON. A {@link
 * java.util.concurrent.CompletionStage} is answered when it is completed, with what these say of its result; other messages
 * do not wait for it. A {@code CompletionStage<Void>} gives no reply.
 *
 * <p>A parameter that is none of those that the library gives is the payload, bound with JSON-B; {@code byte[]} and {@link
 * java.nio.ByteBuffer} take a binary one, {@link jakarta.json.JsonValue} and its subtypes any JSON. A payload that does not
 * fit, or is null without a {@code @Nullable} at the parameter, is answered with the error {@code {"reason":"invalid
 * payload"}}; the channel goes on.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface On {

    /**
     * The name of the event.
     *
     * @return the name; empty means that of the payload's class, which has {@link Event}
     */
    String value() default "";
}
