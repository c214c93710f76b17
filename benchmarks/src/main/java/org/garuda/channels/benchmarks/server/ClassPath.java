package org.garuda.channels.benchmarks.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars that this program runs with: those in {@code lib} beside its own, or what an IDE has put together. */
public final class ClassPath {

    private static final Pattern VERSION = Pattern.compile("-(\\d[^/]*)\\.jar$");

    private ClassPath() {}

    /** The class path of a process that needs these families. */
    static String of(Set<JarFamily> families) {
        return entries().stream()
                .filter(entry -> JarFamily.allows(families, entry.getFileName().toString()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The version of a library, by the name of its jar. */
    static Optional<String> version(String library) {
        return entries().stream()
                .map(entry -> entry.getFileName().toString())
                .filter(name -> name.startsWith(library))
                .map(name -> VERSION.matcher(name.substring(library.length())))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    private static List<Path> entries() {
        Path lib = own().resolveSibling("lib");
        if (!Files.isDirectory(lib)) {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
        }
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path own() {
        try {
            return Path.of(ClassPath.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
