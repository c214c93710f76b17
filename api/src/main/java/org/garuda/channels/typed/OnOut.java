package org.garuda.channels.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that is called for each receiver of a broadcast with an event, instead of sending it straight to the client: see
 * {@link org.garuda.channels.ChannelHandler#interceptedEvents}. What it returns is pushed to the client; null sends
 * nothing. A broadcast whose payload does not fit the method's parameter is not sent to the client.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnOut {

    /**
     * The name of the event.
     *
     * @return the name
     */
    String value();
}
