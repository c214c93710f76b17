package org.garuda.channels;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Promises that no callback of a {@link ChannelHandler} blocks, so that the callbacks may run on the container's own
 * I/O thread, without a hand-over to another thread.
 *
 * <p>This saves a thread switch for each message. The price of a broken promise is high: a callback that waits for a
 * lock, a database or another service holds up every client that shares the I/O thread. Leave the annotation away when
 * in doubt.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface NonBlocking {}
