package org.garuda.channels.core.internal.typed;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.garuda.channels.typed.On;
import org.garuda.channels.typed.OnConnect;
import org.garuda.channels.typed.OnDisconnect;
import org.garuda.channels.typed.OnError;
import org.garuda.channels.typed.OnJoin;
import org.garuda.channels.typed.OnJoined;
import org.garuda.channels.typed.OnLeave;
import org.garuda.channels.typed.OnOut;
import org.garuda.channels.typed.OnTerminated;

/** What a method of a typed handler is called for. */
enum MethodKind {
    CONNECT(OnConnect.class),
    JOIN(OnJoin.class),
    JOINED(OnJoined.class),
    MESSAGE(On.class),
    OUT(OnOut.class),
    LEAVE(OnLeave.class),
    TERMINATED(OnTerminated.class),
    DISCONNECT(OnDisconnect.class),
    ERROR(OnError.class);

    private final Class<? extends Annotation> annotation;

    MethodKind(Class<? extends Annotation> annotation) {
        this.annotation = annotation;
    }

    /** Those that a method is annotated with. */
    static List<MethodKind> of(Method method) {
        return Arrays.stream(values())
                .filter(kind -> method.isAnnotationPresent(kind.annotation))
                .toList();
    }

    /** The annotation as it is written. */
    String text() {
        return "@" + annotation.getSimpleName();
    }

    /** Whether there is a channel when it is called. */
    boolean hasChannel() {
        return this != CONNECT && this != DISCONNECT;
    }

    /** Whether there is an event when it is called. */
    boolean hasEvent() {
        return hasPayload() || this == LEAVE || this == ERROR || this == JOINED;
    }

    /** Whether it may take the event's payload. */
    boolean hasPayload() {
        return this == JOIN || this == MESSAGE || this == OUT;
    }

    /** Whether nobody gets what it returns. */
    boolean isSilent() {
        return this == JOINED || this == LEAVE || this == TERMINATED || this == DISCONNECT;
    }

    /** Whether a client can be refused it for want of a role. */
    boolean isRefusable() {
        return this == CONNECT || this == JOIN || this == MESSAGE;
    }
}
