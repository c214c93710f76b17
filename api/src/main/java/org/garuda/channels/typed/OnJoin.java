package org.garuda.channels.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method that is called when a client asks to join a topic. Every typed handler has one.
 *
 * <p>What it returns is the response: {@code void} allows the join with {@code {}}, a {@link
 * java.util.concurrent.CompletionStage} answers when it is completed, and a {@link Reply} is the answer itself. A {@link
 * org.garuda.channels.Refusal} or {@link Reply#error(Object)} refuses the join.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnJoin {}
