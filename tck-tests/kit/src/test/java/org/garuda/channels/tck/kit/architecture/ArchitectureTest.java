package org.garuda.channels.tck.kit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between modules, between the rooms of each, and within a room, point one way. */
class ArchitectureTest {

    private static final String BASE = "org.garuda.channels";
    private static final String CORE = BASE + ".core.internal";
    private static final String JAKARTA = BASE + ".jakarta";
    private static final String STANDALONE = BASE + ".standalone";

    /** What each connects to one broker; none is on the class path of these tests, nor of anybody who does not choose it. */
    private static final String[] BROKERS = {BASE + ".redis..", BASE + ".nats..", BASE + ".jms.."};

    private static final String[] USERS = {BASE + ".tck..", BASE + ".samples..", BASE + ".benchmarks.."};

    /** The rooms of each module, lower ones first: each knows only those before it. */
    private static final List<Rooms> MODULES = List.of(
            new Rooms(
                    CORE,
                    "logging",
                    "metrics",
                    "broker",
                    "protocol",
                    "execution",
                    "presence",
                    "access",
                    "queue",
                    "topic",
                    "channel",
                    "typed",
                    "tracker",
                    "registry",
                    "connection",
                    "http",
                    "handshake",
                    "bus",
                    "relay",
                    "longpoll",
                    "cluster",
                    "lifecycle"),
            new Rooms(JAKARTA + ".internal", "websocket", "context", "cdi", "servlet"),
            new Rooms(
                    STANDALONE + ".internal",
                    "flush",
                    "http",
                    "exchange",
                    "route",
                    "longpoll",
                    "websocket",
                    "cdi",
                    "server"));

    /**
     * A class and what makes it name each other in what users call, so that neither can do without the other. It is the
     * only circle, and begins at the user's end: no room knows either of the two.
     */
    private static final String BUILDER = STANDALONE + ".ChannelServerBuilder";

    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(BASE);

    private record Rooms(String base, List<String> order) {
        Rooms(String base, String... order) {
            this(base, List.of(order));
        }

        String pkg(int room) {
            return base + "." + order.get(room);
        }
    }

    private record Arrow(String name, DescribedPredicate<JavaClass> from, String... forbidden) {}

    @TestFactory
    Stream<DynamicTest> noArrowBetweenModulesPointsTheOtherWay() {
        return tests(Stream.of(
                new Arrow("api knows no implementation", api(), CORE + "..", JAKARTA + "..", STANDALONE + ".."),
                new Arrow("core knows no server", within(CORE), JAKARTA + "..", STANDALONE + ".."),
                new Arrow("jakarta does not know standalone", within(JAKARTA), STANDALONE + ".."),
                new Arrow(
                        "nothing knows the modules of brokers",
                        api().or(within(CORE)).or(within(JAKARTA)).or(within(STANDALONE)),
                        BROKERS),
                new Arrow(
                        "nothing knows tests, samples and benchmarks",
                        api().or(within(CORE)).or(within(JAKARTA)).or(within(STANDALONE)),
                        USERS),
                new Arrow(
                        "api and core know no container",
                        api().or(within(CORE)),
                        "org.glassfish..",
                        "org.jboss..",
                        "jakarta.websocket..",
                        "jakarta.servlet.."),
                new Arrow("core knows no CDI", within(CORE), "jakarta.enterprise..")));
    }

    @TestFactory
    Stream<DynamicTest> aRoomKnowsOnlyTheRoomsBelowIt() {
        return tests(MODULES.stream()
                .flatMap(rooms -> IntStream.range(0, rooms.order().size())
                        .mapToObj(i -> new Arrow(
                                rooms.pkg(i) + " knows nothing above it",
                                within(rooms.pkg(i)),
                                IntStream.range(i + 1, rooms.order().size())
                                        .mapToObj(above -> rooms.pkg(above) + "..")
                                        .toArray(String[]::new)))));
    }

    @TestFactory
    Stream<DynamicTest> everyRoomHasItsPlaceInTheOrder() {
        return MODULES.stream()
                .map(rooms -> DynamicTest.dynamicTest(
                        rooms.base(),
                        () -> assertEquals(
                                IntStream.range(0, rooms.order().size())
                                        .mapToObj(rooms::pkg)
                                        .collect(Collectors.toSet()),
                                CLASSES.stream()
                                        .filter(within(rooms.base()))
                                        .filter(ArchitectureTest::isMain)
                                        .map(JavaClass::getPackageName)
                                        .collect(Collectors.toSet()))));
    }

    /** What users start a server with puts the rooms together; a route's request and answer are all that they see of it. */
    @Test
    void noRoomOfTheStandaloneServerKnowsTheServer() {
        noClasses()
                .that(within(STANDALONE + ".internal"))
                .and(DescribedPredicate.describe("are no tests", ArchitectureTest::isMain))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.garuda\\.channels\\.standalone\\.ChannelServer.*")
                .check(CLASSES);
    }

    @Test
    void noArrowWithinAModuleClosesACircle() {
        slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles().check(CLASSES);
    }

    /** Without this, an import that finds too little would let every arrow pass. */
    @Test
    void everyClassOfTheMainModulesIsLookedAt() throws IOException {
        Path root = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../..");
        for (String module : List.of("api", "impl/core", "impl/jakarta", "impl/standalone")) {
            Path sources = root.resolve(module).resolve("src/main/java").normalize();
            assertTrue(Files.isRegularFile(root.resolve(module).resolve("pom.xml")), module + " is gone");
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.map(file -> sources.relativize(file).toString())
                            .filter(file -> file.endsWith(".java") && !file.endsWith("-info.java"))
                            .map(file -> file.substring(0, file.length() - ".java".length())
                                    .replace(file.contains("\\") ? '\\' : '/', '.'))
                            .forEach(name -> assertTrue(CLASSES.contain(name), name + " was not looked at"));
                }
            }
        }
    }

    /** Each class of a module with rooms, together with those that it nests. */
    private static final class TopLevelClasses implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            boolean looked =
                    within(CORE).or(within(JAKARTA)).or(within(STANDALONE)).test(type)
                            && isMain(type)
                            && !topLevel(type).getName().equals(BUILDER);
            return looked ? SliceIdentifier.of(topLevel(type).getName()) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each top-level class of the modules with rooms";
        }
    }

    private static JavaClass topLevel(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static boolean isMain(JavaClass type) {
        return !type.getSimpleName().equals("package-info")
                && type.getSource()
                        .map(source -> !source.getUri().toString().contains("test-classes"))
                        .orElse(false);
    }

    private static Stream<DynamicTest> tests(Stream<Arrow> arrows) {
        return arrows.map(arrow -> DynamicTest.dynamicTest(arrow.name(), () -> check(arrow)));
    }

    private static void check(Arrow arrow) {
        if (arrow.forbidden().length > 0) {
            // A module may be empty; that none is overlooked is the other test's claim.
            noClasses()
                    .that(arrow.from())
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(arrow.forbidden())
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    private static DescribedPredicate<JavaClass> within(String pkg) {
        return JavaClass.Predicates.resideInAPackage(pkg + "..");
    }

    private static DescribedPredicate<JavaClass> api() {
        return JavaClass.Predicates.resideInAnyPackage(BASE, BASE + ".config..", BASE + ".presence..", BASE + ".spi..");
    }
}
