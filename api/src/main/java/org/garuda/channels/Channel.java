package org.garuda.channels;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.util.Nonbinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the topics that a {@link ChannelHandler} serves, and makes the class an application-scoped CDI bean.
 *
 * <p>A pattern is an exact topic ({@code "system"}) or a prefix followed by one trailing {@code *} ({@code "rooms:*"}).
 * Patterns are case-sensitive. {@code "rooms:*"} matches {@code "rooms:"} and {@code "rooms:lobby"}, not {@code
 * "rooms"}. {@code "*"} matches every topic. Where several patterns match a topic, an exact one wins, then the longest
 * prefix.
 *
 * <p>No pattern at all, two handlers with an equal pattern, an empty pattern, a {@code *} anywhere but at the end, or a
 * brace fail the deployment with a message that names the classes. A handler without this annotation takes every topic.
 *
 * <p>Without CDI the annotation is read from the handler's class all the same.
 */
@Documented
@Inherited
@Stereotype
@ApplicationScoped
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Channel {

    /**
     * The topic patterns, at least one.
     *
     * @return exact topics, or prefixes that end in {@code *}
     */
    @Nonbinding
    String[] value() default "*";

    /**
     * The sockets on which the handler is reached, by their base path; empty means every socket of the application.
     *
     * @return base paths such as {@code "/socket"}
     */
    @Nonbinding
    String[] sockets() default {};
}
