package org.garuda.channels.tck.kit.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.garuda.channels.tck.kit.json.JsonSyntaxException;

/** The recorded scenarios. */
public final class Scenarios {

    private static final String RECORDED = "/scenarios";
    private static final String DIFFERENCES = "/differences";

    private Scenarios() {}

    /**
     * The scenarios that come with this kit, by name. Reads files: may block.
     *
     * @return all of them
     * @throws UncheckedIOException when they cannot be read
     */
    public static List<Scenario> all() {
        return ofThisKit(RECORDED);
    }

    /**
     * Each deliberate difference from the recorded server, in the form of a scenario with this project's own answers,
     * by name. Reads files: may block.
     *
     * @return all of them
     * @throws UncheckedIOException when they cannot be read
     */
    public static List<Scenario> differences() {
        return ofThisKit(DIFFERENCES);
    }

    private static List<Scenario> ofThisKit(String directory) {
        URL url = Scenarios.class.getResource(directory);
        if (url == null) {
            throw new IllegalStateException("the kit was packaged without its scenarios");
        }
        try {
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) {
                return in(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return in(jar.getPath(directory));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The scenarios in a directory, by name. Reads files: may block.
     *
     * @param directory a directory of {@code .json} files
     * @return all of them
     * @throws UncheckedIOException when they cannot be read
     * @throws IllegalArgumentException when a file is not a scenario; the message names it
     */
    public static List<Scenario> in(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.comparing(Path::toString))
                    .map(Scenarios::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario read(Path file) {
        try {
            return ScenarioReader.read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JsonSyntaxException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not a scenario: " + file, e);
        }
    }
}
