package org.garuda.channels.tck.servers.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An installed JDK.
 *
 * @param home its directory
 * @param feature its feature number, such as 17
 */
public record Jdk(Path home, int feature) {

    static final int OLDEST = 17;

    /**
     * The JDK that runs this, if it is new enough; else the oldest one on this machine that is.
     *
     * @param least a feature number
     * @return a JDK, or empty when there is none where JDKs usually are
     */
    public static Optional<Jdk> atLeast(int least) {
        Optional<Jdk> own = at(Path.of(System.getProperty("java.home")));
        if (own.isPresent() && own.get().feature >= least) {
            return own;
        }
        return candidates().stream()
                .flatMap(home -> at(home).stream())
                .filter(jdk -> jdk.feature >= least)
                .min(Comparator.comparingInt(Jdk::feature));
    }

    /**
     * The program that starts a JVM.
     *
     * @return its path
     */
    public Path java() {
        return home.resolve("bin").resolve("java");
    }

    private static List<Path> candidates() {
        List<Path> found = new ArrayList<>();
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            // JAVA_HOME, and what build machines set: JAVA_HOME_21_X64, JDK21_HOME.
            if (variable.getKey().matches("JAVA_HOME.*|JDK.*")) {
                found.add(Path.of(variable.getValue()));
            }
        }
        Path user = Path.of(System.getProperty("user.home"));
        found.addAll(on(Path.of(System.getProperty("java.home")).getParent()));
        for (Path parent : List.of(
                Path.of("/usr/lib/jvm"),
                Path.of("/Library/Java/JavaVirtualMachines"),
                user.resolve(".sdkman/candidates/java"),
                user.resolve(".jdks"))) {
            found.addAll(on(parent));
        }
        return found;
    }

    private static List<Path> on(@Nullable Path parent) {
        if (parent == null || !Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(parent)) {
            return homes.flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
                    .toList();
        } catch (IOException e) {
            return List.of(); // One that we may not look at.
        }
    }

    private static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            properties.load(reader);
            String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
            return Optional.of(new Jdk(home, Runtime.Version.parse(version).feature()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // Not a JDK after all.
        }
    }
}
