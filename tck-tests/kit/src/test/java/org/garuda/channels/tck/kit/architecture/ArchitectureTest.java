package org.garuda.channels.tck.kit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between modules, and between the folders of the core, point one way: {@code api <- core <- jakarta <- standalone}. */
class ArchitectureTest {

    private static final String BASE = "org.garuda.channels";
    private static final String CORE = BASE + ".core";
    private static final String JAKARTA = BASE + ".jakarta";
    private static final String STANDALONE = BASE + ".standalone";

    private static final String[] USERS = {BASE + ".tck..", BASE + ".samples..", BASE + ".benchmarks.."};

    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(BASE);

    private record Arrow(String name, DescribedPredicate<JavaClass> from, String... forbidden) {}

    @TestFactory
    Stream<DynamicTest> noArrowPointsTheOtherWay() {
        return Stream.of(
                        new Arrow("api knows no implementation", api(), CORE + "..", JAKARTA + "..", STANDALONE + ".."),
                        new Arrow("core knows no home", within(CORE), JAKARTA + "..", STANDALONE + ".."),
                        new Arrow("jakarta does not know standalone", within(JAKARTA), STANDALONE + ".."),
                        new Arrow(
                                "nothing knows tests, samples and benchmarks",
                                api().or(within(CORE)).or(within(JAKARTA)).or(within(STANDALONE)),
                                USERS),
                        new Arrow(
                                "core.protocol knows nothing above it",
                                within(CORE + ".protocol"),
                                CORE + ".engine..",
                                CORE + ".presence..",
                                CORE + ".cluster.."),
                        new Arrow(
                                "core.engine knows nothing above it",
                                within(CORE + ".engine"),
                                CORE + ".presence..",
                                CORE + ".cluster.."),
                        new Arrow(
                                "api and core know no container",
                                api().or(within(CORE)),
                                "org.glassfish..",
                                "org.jboss..",
                                "jakarta.websocket..",
                                "jakarta.servlet.."),
                        new Arrow("core knows no CDI", within(CORE), "jakarta.enterprise.."))
                .map(arrow -> DynamicTest.dynamicTest(arrow.name(), () -> check(arrow)));
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

    private static void check(Arrow arrow) {
        // A module may be empty; that none is overlooked is the other test's claim.
        noClasses()
                .that(arrow.from())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(arrow.forbidden())
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> within(String pkg) {
        return JavaClass.Predicates.resideInAPackage(pkg + "..");
    }

    private static DescribedPredicate<JavaClass> api() {
        return JavaClass.Predicates.resideInAnyPackage(BASE, BASE + ".spi..");
    }
}
