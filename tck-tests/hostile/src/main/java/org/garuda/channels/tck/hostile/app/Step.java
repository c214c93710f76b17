package org.garuda.channels.tck.hostile.app;

/**
 * A step of the stop that says that it was taken.
 *
 * @param name which one
 */
record Step(String name) implements AutoCloseable {

    static String line(String name) {
        return "the " + name + " step of the stop was taken";
    }

    @Override
    public void close() {
        System.out.println(line(name));
    }
}
