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
 * <p>A pattern is an exact topic ({@code "system"}), a template with variables ({@code "orders:{id}"}), or a prefix
 * followed by one trailing {@code *} ({@code "rooms:*"}). Patterns are case-sensitive. {@code "rooms:*"} matches {@code
 * "rooms:"} and {@code "rooms:lobby"}, not {@code "rooms"}. {@code "*"} matches every topic.
 *
 * <p>A variable is a name in braces, and is followed by a colon or the end. It stands for one or more characters without
 * a colon: {@code "orders:{id}"} matches {@code "orders:7"}, neither {@code "orders:"} nor {@code "orders:7:items"}. One
 * at the end whose name is followed by {@code *} takes the rest, whatever it is: {@code "files:{path*}"} matches {@code
 * "files:"} and {@code "files:a:b"}. {@link ChannelConn#topicVariable} tells what a variable stands for.
 *
 * <p>Where several patterns match a topic, an exact one wins, then the one with the most characters outside of variables;
 * of those with equally many a template, and at last a prefix.
 *
 * <p>No pattern at all, two handlers with equal patterns or with templates that differ in the names of their variables
 * alone, an empty pattern, a {@code *} anywhere but at the end, or a brace without its counterpart fail the deployment
 * with a message that names the classes. A handler without this annotation takes every topic.
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
     * @return exact topics, templates with variables, or prefixes that end in {@code *}
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
