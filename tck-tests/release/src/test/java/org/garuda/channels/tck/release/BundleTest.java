package org.garuda.channels.tck.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that is complete passes, and whatever is missing, wrong or too much is told by name. */
class BundleTest {

    private static final String TIME = "-20260101.120000-1";
    private static final List<String> LIBRARY = List.of(
            "garuda-channels-api",
            "garuda-channels-core",
            "garuda-channels-jakarta",
            "garuda-channels-standalone",
            "garuda-channels-redis",
            "garuda-channels-nats",
            "garuda-channels-jms");
    private static final String ABOUT = "<name>n</name><description>d</description>";
    private static final String WHOSE = "<url>u</url><licenses>l</licenses><developers>d</developers><scm>s</scm>"
            + "<issueManagement>i</issueManagement><organization>o</organization>";

    @TempDir
    Path folder;

    @BeforeEach
    void complete() throws IOException {
        write(folder, TIME, "-----BEGIN PGP SIGNATURE-----");
    }

    @Test
    void aCompleteReleaseHasNoProblem() throws IOException {
        assertEquals(List.of(), Bundle.read(folder).problems());
        assertEquals(9 * 8 + 7 * 3 * 4, Bundle.read(folder).size());
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Files.delete(file("garuda-channels-core", "-javadoc.jar"));
        Files.delete(file("garuda-channels-api", "-cyclonedx.json"));
        Files.delete(file("garuda-channels-api", ".jar.asc"));
        problems(
                "garuda-channels-api-cyclonedx.json is missing",
                "garuda-channels-api.jar.asc is missing",
                "garuda-channels-core-javadoc.jar is missing");
    }

    @Test
    void aChecksumThatIsNotTheFilesIsNamed() throws IOException {
        Files.writeString(file("garuda-channels-api", ".pom.sha1"), "0".repeat(40));
        problems("garuda-channels-api.pom.sha1 does not fit the file");
    }

    @Test
    void whatIsNoPartOfAReleaseIsNamed() throws IOException {
        put(folder, "garuda-channels-tck", TIME, ".pom", "".getBytes(StandardCharsets.UTF_8), "");
        put(folder, "garuda-channels-api", TIME, "-tests.jar", jar(".class", "META-INF/LICENSE"), "");
        List<String> problems = Bundle.read(folder).problems();
        assertEquals("garuda-channels-api-tests.jar is no part of a release", problems.get(0));
        assertEquals("garuda-channels-tck is no part of a release", problems.get(problems.size() - 1));
    }

    @Test
    void aJarWithoutTheTermsIsNamed() throws IOException {
        put(folder, "garuda-channels-api", TIME, "-sources.jar", jar(".java", "META-INF/LICENSE"), signature());
        problems("garuda-channels-api-sources.jar has no META-INF/NOTICE");
    }

    @Test
    void anEmptyJarIsNamed() throws IOException {
        put(
                folder,
                "garuda-channels-api",
                TIME,
                ".jar",
                jar(".txt", "META-INF/LICENSE", "META-INF/NOTICE"),
                signature());
        problems("garuda-channels-api.jar has no .class file");
    }

    /** It would meet the same class of the application, in another version. */
    @Test
    void aClassUnderAnotherOnesNameIsNamed() throws IOException {
        put(
                folder,
                "garuda-channels-redis",
                TIME,
                ".jar",
                jar(".class", "META-INF/LICENSE", "META-INF/NOTICE", "io/netty/util/Recycler.class"),
                signature());
        problems("garuda-channels-redis.jar has io/netty/util/Recycler.class, which may be another one's:"
                + " what is not ours has a name of ours in a jar of ours");
    }

    @Test
    void aPomThatNamesARepositoryIsNamed() throws IOException {
        pom("garuda-channels-api", "<parent>p</parent>" + ABOUT + "<distributionManagement>x</distributionManagement>");
        problems("garuda-channels-api.pom has distributionManagement, and must name no place to get or put anything");
    }

    @Test
    void aPomThatDoesNotSayWhoseItIsIsNamed() throws IOException {
        pom("garuda-channels-parent", ABOUT + WHOSE.replace("<scm>s</scm>", ""));
        problems("garuda-channels-parent.pom has no scm");
    }

    @Test
    void aBomThatManagesMoreThanTheLibraryIsNamed() throws IOException {
        pom("garuda-channels-bom", "<parent>p</parent>" + ABOUT + WHOSE);
        problems(
                "garuda-channels-bom.pom has a parent, whose managed dependencies whoever imports it would get",
                "garuda-channels-bom.pom manages [], not " + LIBRARY);
    }

    @Test
    void anotherBuildAtAnotherTimeWithoutSignaturesIsTheSame(@TempDir Path other) throws IOException {
        write(other, "-20260202.130000-7", "");
        assertEquals(List.of(), Bundle.read(folder).differences(Bundle.read(other)));
    }

    @Test
    void bytesThatDifferBetweenTwoBuildsAreNamed(@TempDir Path other) throws IOException {
        write(other, TIME, "");
        put(other, "garuda-channels-core", TIME, ".jar", jar(".class", "META-INF/LICENSE"), "");
        assertEquals(
                List.of(
                        "garuda-channels-core.jar differs between two builds",
                        "garuda-channels-core.jar.md5 differs between two builds",
                        "garuda-channels-core.jar.sha1 differs between two builds"),
                Bundle.read(folder).differences(Bundle.read(other)));
    }

    private void problems(String... expected) throws IOException {
        assertEquals(List.of(expected), Bundle.read(folder).problems());
    }

    private Path file(String artifact, String kind) {
        return file(folder, artifact, TIME, kind);
    }

    private void pom(String artifact, String content) throws IOException {
        put(folder, artifact, TIME, ".pom", xml(content), signature());
    }

    private static String signature() {
        return "-----BEGIN PGP SIGNATURE-----";
    }

    private static Path file(Path folder, String artifact, String time, String kind) {
        return folder.resolve(
                "org/garuda/channels/" + artifact + "/1.2.0-SNAPSHOT/" + artifact + "-1.2.0" + time + kind);
    }

    private static void write(Path folder, String time, String signature) throws IOException {
        String managed = String.join(
                "",
                LIBRARY.stream()
                        .map(name -> "<dependency><artifactId>" + name + "</artifactId></dependency>")
                        .toList());
        put(folder, "garuda-channels-parent", time, ".pom", xml(ABOUT + WHOSE), signature);
        put(
                folder,
                "garuda-channels-bom",
                time,
                ".pom",
                xml(ABOUT + WHOSE + "<dependencyManagement>" + managed + "</dependencyManagement>"),
                signature);
        for (String artifact : List.of("garuda-channels-parent", "garuda-channels-bom")) {
            put(folder, artifact, time, "-cyclonedx.json", materials(artifact), signature);
        }
        for (String artifact : LIBRARY) {
            put(folder, artifact, time, ".pom", xml("<parent>p</parent>" + ABOUT), signature);
            put(folder, artifact, time, "-cyclonedx.json", materials(artifact), signature);
            String[] terms = {"META-INF/LICENSE", "META-INF/NOTICE"};
            put(folder, artifact, time, ".jar", jar(".class", terms), signature);
            put(folder, artifact, time, "-sources.jar", jar(".java", terms), signature);
            put(folder, artifact, time, "-javadoc.jar", jar(".html", terms), signature);
        }
    }

    private static void put(Path folder, String artifact, String time, String kind, byte[] content, String signature)
            throws IOException {
        Path file = file(folder, artifact, time, kind);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.writeString(file(folder, artifact, time, kind + ".md5"), Bundle.digest("MD5", file));
        Files.writeString(file(folder, artifact, time, kind + ".sha1"), Bundle.digest("SHA-1", file));
        if (!signature.isEmpty()) {
            Files.writeString(file(folder, artifact, time, kind + ".asc"), signature);
        }
    }

    private static byte[] xml(String content) {
        return ("<project>" + content + "</project>").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] materials(String artifact) {
        return ("{\"bomFormat\" : \"CycloneDX\", \"name\" : \"" + artifact + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] jar(String content, String... entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, "t");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1");
        var bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            entry(jar, "META-INF/MANIFEST.MF");
            manifest.write(jar);
            for (String entry : entries) {
                entry(jar, entry);
            }
            entry(jar, "org/garuda/channels/a" + content);
        }
        return bytes.toByteArray();
    }

    /** Always of one time, so that the same jar is the same bytes. */
    private static void entry(JarOutputStream jar, String name) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(0);
        jar.putNextEntry(entry);
    }
}
