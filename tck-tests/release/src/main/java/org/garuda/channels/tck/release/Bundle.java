package org.garuda.channels.tck.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a release, as they lie in a folder with the layout of a Maven repository. A file is known by artefact
 * and kind ({@code garuda-channels-api} and {@code -sources.jar}), so that snapshots compare, whose names have the time
 * in them.
 */
final class Bundle {

    private static final String PARENT = "garuda-channels-parent";
    private static final String BOM = "garuda-channels-bom";
    private static final List<String> LIBRARY = List.of(
            "garuda-channels-api",
            "garuda-channels-core",
            "garuda-channels-jakarta",
            "garuda-channels-standalone",
            "garuda-channels-redis",
            "garuda-channels-nats",
            "garuda-channels-jms");

    /** What becomes of each file on its way into a repository. */
    private static final List<String> COMPANIONS = List.of(".asc", ".md5", ".sha1");

    private static final List<String> JARS = List.of(".jar", "-sources.jar", "-javadoc.jar");

    /** By artefact and kind; without companions of companions and the repository's own lists. */
    private final Map<String, Map<String, Path>> files;

    private Bundle(Map<String, Map<String, Path>> files) {
        this.files = files;
    }

    static Bundle read(Path folder) throws IOException {
        Map<String, Map<String, Path>> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith("maven-metadata") && !name.matches(".*\\.asc\\..*")) {
                    Path version = Objects.requireNonNull(file.getParent(), "a file lies in the folder of its version");
                    Path folderOfArtifact = Objects.requireNonNull(version.getParent(), "and that in its artefact's");
                    String artifact = folderOfArtifact.getFileName().toString();
                    // ARTEFACT-VERSION and then the kind; in place of -SNAPSHOT there are time and number.
                    String rest = name.substring(Math.min(name.length(), artifact.length() + 1));
                    String base = version.getFileName().toString().replace("-SNAPSHOT", "");
                    String kind = rest.replaceFirst(
                            "^" + base.replace(".", "\\.") + "(-\\d{8}\\.\\d{6}-\\d+|-SNAPSHOT)?", "");
                    files.computeIfAbsent(artifact, unused -> new TreeMap<>()).put(kind, file);
                }
            }
        }
        return new Bundle(files);
    }

    int size() {
        return files.values().stream().mapToInt(Map::size).sum();
    }

    /** What keeps this from being a release; empty if nothing does. */
    List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        List<String> expected =
                Stream.concat(Stream.of(PARENT, BOM), LIBRARY.stream()).toList();
        for (String artifact : expected) {
            Map<String, Path> kinds = files.getOrDefault(artifact, Map.of());
            List<String> wanted = new ArrayList<>(List.of(".pom", "-cyclonedx.json"));
            if (LIBRARY.contains(artifact)) {
                wanted.addAll(JARS);
            }
            for (String kind : wanted) {
                if (kinds.containsKey(kind)) {
                    problems.addAll(companions(artifact, kind, kinds));
                } else {
                    problems.add(artifact + kind + " is missing");
                }
            }
            for (String kind : kinds.keySet()) {
                if (wanted.stream().noneMatch(kind::startsWith)) {
                    problems.add(artifact + kind + " is no part of a release");
                }
            }
            for (String kind : JARS) {
                if (kinds.containsKey(kind)) {
                    problems.addAll(ReleasedJar.problems(artifact + kind, kinds.get(kind)));
                }
            }
            if (kinds.containsKey(".pom")) {
                problems.addAll(new ReleasedPom(artifact, kinds.get(".pom")).problems(PARENT, BOM, LIBRARY));
            }
            if (kinds.containsKey("-cyclonedx.json")) {
                problems.addAll(materials(artifact, Files.readString(kinds.get("-cyclonedx.json"))));
            }
        }
        files.keySet().stream()
                .filter(artifact -> !expected.contains(artifact))
                .forEach(artifact -> problems.add(artifact + " is no part of a release"));
        return problems;
    }

    /** What is not the same in a bundle that another build made of the same sources, signatures aside. */
    List<String> differences(Bundle other) throws IOException {
        List<String> differences = new ArrayList<>();
        Map<String, Path> ours = flat();
        Map<String, Path> theirs = other.flat();
        for (Map.Entry<String, Path> file : ours.entrySet()) {
            Path twin = theirs.get(file.getKey());
            if (twin == null) {
                differences.add(file.getKey() + " is not in the other build");
            } else if (Files.mismatch(file.getValue(), twin) >= 0) {
                differences.add(file.getKey() + " differs between two builds");
            }
        }
        theirs.keySet().stream()
                .filter(name -> !ours.containsKey(name))
                .forEach(name -> differences.add(name + " is in the other build only"));
        return differences;
    }

    private Map<String, Path> flat() {
        Map<String, Path> flat = new TreeMap<>();
        files.forEach((artifact, kinds) -> kinds.forEach((kind, file) -> {
            if (!kind.endsWith(".asc")) {
                flat.put(artifact + kind, file);
            }
        }));
        return flat;
    }

    private static List<String> companions(String artifact, String kind, Map<String, Path> kinds) throws IOException {
        List<String> problems = new ArrayList<>();
        Path main = Objects.requireNonNull(kinds.get(kind), kind);
        for (String companion : COMPANIONS) {
            Path file = kinds.get(kind + companion);
            if (file == null) {
                problems.add(artifact + kind + companion + " is missing");
            } else if (!fits(main, companion, Files.readString(file))) {
                problems.add(artifact + kind + companion + " does not fit the file");
            }
        }
        return problems;
    }

    /** Whether a checksum is the file's; of a signature, which takes a key to judge, only whether it is one. */
    private static boolean fits(Path file, String companion, String content) throws IOException {
        return switch (companion) {
            case ".asc" -> content.startsWith("-----BEGIN PGP SIGNATURE-----");
            case ".md5" -> content.strip().equals(digest("MD5", file));
            default -> content.strip().equals(digest("SHA-1", file));
        };
    }

    static String digest(String algorithm, Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is in every JDK", e);
        }
    }

    /** Whether a bill of materials is the artefact's, and has nothing in it that the server does without. */
    private static List<String> materials(String artifact, String json) {
        List<String> problems = new ArrayList<>();
        String packed = json.replaceAll("\\s", "");
        if (!packed.contains("\"bomFormat\":\"CycloneDX\"") || !packed.contains("\"name\":\"" + artifact + "\"")) {
            problems.add(artifact + "-cyclonedx.json is not the CycloneDX list of " + artifact);
        }
        for (String unwanted : List.of("tyrus-client", "tyrus-container", "grizzly-http", "xml.bind", "activation")) {
            if (packed.contains(unwanted)) {
                problems.add(artifact + "-cyclonedx.json has " + unwanted + ", which the server does without");
            }
        }
        return problems;
    }
}
