package org.garuda.channels.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of the event as which objects of a class are sent: {@code conn.broadcast(new NoteAdded("Ayu", "fragile"))} with
 * {@code @Event("note:added") record NoteAdded(String by, String text) {}}. A method with {@link On} that names no event
 * takes the name of its payload's class.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Event {

    /**
     * The name of the event.
     *
     * @return the name
     */
    String value();
}
