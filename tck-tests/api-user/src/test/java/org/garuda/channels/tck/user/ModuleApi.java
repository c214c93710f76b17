package org.garuda.channels.tck.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one module lets everybody see.
 *
 * @param name the module's
 * @param types the public types of the packages that it exports to everybody, by name
 */
record ModuleApi(String name, List<Class<?>> types) {

    /** The module that a class is of. */
    static ModuleApi of(Class<?> one) {
        try {
            ModuleReference module = ModuleFinder.of(Path.of(one.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()))
                    .findAll()
                    .iterator()
                    .next();
            Set<String> exported = module.descriptor().exports().stream()
                    .filter(exports -> !exports.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
            try (ModuleReader reader = module.open()) {
                return new ModuleApi(
                        module.descriptor().name(),
                        reader.list()
                                .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                                .map(file -> file.substring(0, file.length() - ".class".length())
                                        .replace('/', '.'))
                                .filter(type -> exported.contains(type.substring(0, type.lastIndexOf('.'))))
                                .<Class<?>>map(type -> load(type, one.getClassLoader()))
                                .filter(ModuleApi::isVisible)
                                .sorted(Comparator.comparing(Class::getName))
                                .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The module and its types, a line for each member. */
    String text() {
        return "\nmodule " + name + "\n"
                + types.stream().map(type -> "\n" + new TypeApi(type).text()).collect(Collectors.joining());
    }

    private static boolean isVisible(Class<?> type) {
        return (Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers()))
                && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
