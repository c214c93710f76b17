package org.garuda.channels.application;

import java.util.function.Consumer;

/** An application in a package of its own, since its frames are told from the engine's by their packages. */
public final class Broken {

    private Broken() {}

    /** Throws what an application might, with text of a client in it. */
    public static void crash(String text) {
        deeper(text);
    }

    private static void deeper(String text) {
        throw new IllegalStateException("no such thing: " + text, new IllegalArgumentException(text));
    }

    /** Calls into the engine, which throws. */
    public static <T> void callBack(Consumer<T> engine, T argument) {
        engine.accept(argument);
    }
}
