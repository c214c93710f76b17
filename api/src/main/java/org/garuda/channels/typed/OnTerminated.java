package org.garuda.channels.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method that is called once when a joined channel has ended, whatever ended it: {@link
 * org.garuda.channels.ChannelHandler#terminated}. It may take the {@link org.garuda.channels.TerminationReason}, and returns
 * nothing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnTerminated {}
