package org.garuda.channels.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter that takes what the application keeps with the channel, in {@link org.garuda.channels.ChannelConn#assigns()};
 * null if there is nothing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Assign {

    /**
     * The name under which it is kept.
     *
     * @return the key
     */
    String value();
}
