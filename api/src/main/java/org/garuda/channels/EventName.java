package org.garuda.channels;

import java.util.Objects;
import org.garuda.channels.typed.Event;

/** The name of the event as which an object is sent. */
final class EventName {

    private EventName() {}

    static String of(Object event) {
        Objects.requireNonNull(event, "the event must not be null");
        Event name = event.getClass().getAnnotation(Event.class);
        if (name == null) {
            throw new IllegalArgumentException(
                    event.getClass().getName()
                            + " has no @Event that names the event; write it on the class, or give the name beside the payload");
        }
        return name.value();
    }
}
