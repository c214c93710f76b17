package org.garuda.channels.tck.servers.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Gets artifacts by the user's own Maven, with the user's settings and repositories. */
final class Maven {

    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:";

    private final String pluginVersion;

    Maven(String pluginVersion) {
        this.pluginVersion = pluginVersion;
    }

    /** Copies one artifact, without what it depends on, into an empty directory. May take as long as a download. */
    Path copy(Artifact artifact, Path directory) throws IOException {
        Files.createDirectories(directory);
        run(directory, PLUGIN + pluginVersion + ":copy", "-Dartifact=" + artifact.coordinates(), "-DoutputDirectory=.");
        return directory.resolve(artifact.fileName());
    }

    /**
     * Copies artifacts and what they depend on into an empty directory. May take as long as a download.
     *
     * @param without {@code group:artifact} of what is left out, with all that only it depends on
     */
    void copyWithDependencies(List<Artifact> artifacts, String without, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path pom = directory.resolve("pom.xml");
        Files.writeString(
                pom,
                """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.garuda.channels.servers</groupId>
                  <artifactId>home</artifactId>
                  <version>1</version>
                  <dependencies>
                """
                        + artifacts.stream()
                                .map(artifact -> artifact.dependency(without))
                                .collect(Collectors.joining())
                        + "  </dependencies>\n</project>\n");
        run(directory, PLUGIN + pluginVersion + ":copy-dependencies", "-DoutputDirectory=.", "-DincludeScope=runtime");
    }

    private static void run(Path directory, String... goalAndOptions) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-B", "-q"));
        Collections.addAll(arguments, goalAndOptions);
        Program.run(directory, "mvn", arguments);
    }
}
