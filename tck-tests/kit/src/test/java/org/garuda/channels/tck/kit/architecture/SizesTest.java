package org.garuda.channels.tck.kit.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of the core fits into a head, and a folder of what is published onto a screen: what outgrows that is parted. */
class SizesTest {

    private static final int MOST_LINES = 300;
    private static final int MOST_FILES = 20;

    private static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../..")
            .normalize();

    @Test
    void noFileOfTheCoreHasMoreThan300Lines() throws IOException {
        Path core = ROOT.resolve("impl/core/src/main/java");
        assertTrue(folders(core).values().stream().mapToInt(List::size).sum() > 100, "the sources of the core");
        assertEquals(Map.of(), longFiles(core, MOST_LINES));
    }

    @Test
    void noFolderOfApiOrImplHasMoreThan20Files() throws IOException {
        for (Path sources : published()) {
            assertEquals(Map.of(), fullFolders(sources, MOST_FILES));
        }
    }

    /** Without this, a look in the wrong places would find all of them small. */
    @Test
    void whatIsTooLargeIsFound(@TempDir Path sources) throws IOException {
        Path room = Files.createDirectory(sources.resolve("room"));
        Files.writeString(room.resolve("Long.java"), "\n".repeat(3));
        Files.writeString(room.resolve("package-info.java"), "\n".repeat(2));

        assertEquals(Map.of("room/Long.java", 3L), longFiles(sources, 2));
        assertEquals(Map.of(), longFiles(sources, 3));
        assertEquals(Map.of("room", 2), fullFolders(sources, 1));
        assertEquals(Map.of(), fullFolders(sources, 2));
        assertTrue(published().size() >= 7, "modules of what is published: " + published());
    }

    /** The main sources of the API and of every module of the implementation. */
    private static List<Path> published() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT.resolve("impl"))) {
            return Stream.concat(Stream.of(ROOT.resolve("api")), modules)
                    .map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    private static Map<String, Long> longFiles(Path sources, int most) throws IOException {
        Map<String, Long> found = new TreeMap<>();
        for (List<Path> files : folders(sources).values()) {
            for (Path file : files) {
                try (Stream<String> lines = Files.lines(file)) {
                    long count = lines.count();
                    if (count > most) {
                        found.put(named(sources, file), count);
                    }
                }
            }
        }
        return found;
    }

    private static Map<String, Integer> fullFolders(Path sources, int most) throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        folders(sources).forEach((folder, files) -> {
            if (files.size() > most) {
                found.put(named(sources, folder), files.size());
            }
        });
        return found;
    }

    private static Map<Path, List<Path>> folders(Path sources) throws IOException {
        try (Stream<Path> all = Files.walk(sources)) {
            return all.filter(Files::isRegularFile).collect(Collectors.groupingBy(Path::getParent));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String named(Path sources, Path path) {
        return sources.relativize(path).toString().replace('\\', '/');
    }
}
