package org.garuda.channels.core.internal.typed;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.garuda.channels.Channel;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.topic.Route;

/** An engine with typed handlers, everything on the test's own thread. */
final class TypedRig {

    private TypedRig() {}

    static TestEngine start(Object... handlers) {
        return TestEngine.with().routes(routes(handlers)).start();
    }

    static Route[] routes(Object... handlers) {
        List<TypedClass> classes = Arrays.stream(handlers)
                .map(Object::getClass)
                .map(TypedRig::declared)
                .toList();
        TypedHandlers typed = new TypedHandlers(classes);
        return Arrays.stream(handlers)
                .map(handler -> typed.route(declared(handler.getClass()), handler, UnaryOperator.identity()))
                .toArray(Route[]::new);
    }

    /** What is wrong with classes that CDI would make. */
    static List<String> problems(Class<?>... types) {
        return new TypedHandlers(Arrays.stream(types)
                        .map(type -> new TypedClass(
                                type,
                                List.of(type.getAnnotation(Channel.class).value()),
                                List.of(type.getAnnotation(Channel.class).sockets()),
                                true))
                        .toList())
                .problems();
    }

    static TypedClass declared(Class<?> type) {
        Channel channel = type.getAnnotation(Channel.class);
        return new TypedClass(type, List.of(channel.value()), List.of(channel.sockets()), false);
    }
}
