package org.garuda.channels.tck.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A jar that says what it is and under which terms it may be used, and has in it what its kind promises. */
final class ReleasedJar {

    private static final String OWN = "org/garuda/channels/";
    private static final String DESCRIPTOR = "module-info.class";

    private ReleasedJar() {}

    static List<String> problems(String name, Path file) throws IOException {
        List<String> problems = new ArrayList<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            for (String attribute : List.of("Implementation-Title", "Implementation-Version")) {
                if (main.getValue(attribute) == null) {
                    problems.add(name + " has no " + attribute + " in its manifest");
                }
            }
            for (String entry : List.of("META-INF/LICENSE", "META-INF/NOTICE")) {
                if (jar.getEntry(entry) == null) {
                    problems.add(name + " has no " + entry);
                }
            }
            String content =
                    name.endsWith("-sources.jar") ? ".java" : name.endsWith("-javadoc.jar") ? ".html" : ".class";
            jar.stream()
                    .map(ZipEntry::getName)
                    .filter(entry -> entry.endsWith(".class") && !entry.startsWith(OWN) && !entry.equals(DESCRIPTOR))
                    .findFirst()
                    .ifPresent(entry -> problems.add(name + " has " + entry
                            + ", which may be another one's: what is not ours has a name of ours in a jar of ours"));
            if (jar.stream().map(ZipEntry::getName).noneMatch(entry -> entry.endsWith(content))) {
                problems.add(name + " has no " + content + " file");
            }
        }
        return problems;
    }
}
