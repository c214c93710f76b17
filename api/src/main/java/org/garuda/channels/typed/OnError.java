package org.garuda.channels.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that answers what the class's methods for joins, messages and leaves throw. It takes the exception, and may take
 * what they take but the payload; it returns the {@link Reply}. Of several such methods the one with the most special type
 * is called. An exception that none of them takes ends the channel, as in a {@link org.garuda.channels.ChannelHandler}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnError {}
