package org.garuda.channels.jakarta.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** An application that lacks some classes: it has the library's own, and everything else as the tests do. */
public final class Without extends ClassLoader {

    private static final String OURS = "org.garuda.channels.jakarta.";

    private final List<String> missing;

    /** @param missing how the names of missing classes begin */
    public Without(String... missing) {
        super(Without.class.getClassLoader());
        this.missing = List.of(missing);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (missing.stream().anyMatch(name::startsWith)) {
            throw new ClassNotFoundException(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return name.startsWith(OURS) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
