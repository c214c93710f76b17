package org.garuda.channels.tck.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.garuda.channels.Channel;
import org.garuda.channels.jakarta.ChannelsDeployment;
import org.garuda.channels.standalone.ChannelServer;
import org.junit.jupiter.api.Test;

/** {@code docs/api.txt} lists what applications can see, so that a diff shows each change of it. */
class PublicApiTest {

    private static final String REWRITE =
            "mvn -pl tck-tests/api-user -am test -Dtest=PublicApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dapi.write";

    private static final Pattern OURS = Pattern.compile("org\\.garuda\\.channels\\.[\\w.$]*\\w");

    private static final Path FILE = Path.of(System.getProperty("basedir", ""), "../../docs/api.txt");

    /** A module for each line of work that applications see; all that the core exports goes to modules with names. */
    private static final List<ModuleApi> MODULES = Stream.of(
                    Channel.class, ChannelsDeployment.class, ChannelServer.class)
            .map(ModuleApi::of)
            .toList();

    @Test
    void theListOfTheApiIsAsTheCodeIs() throws IOException {
        String listed = "The public API, written by the build. To write it anew: " + REWRITE + "\n"
                + String.join("", MODULES.stream().map(ModuleApi::text).toList());
        if (System.getProperty("api.write") != null) {
            Files.writeString(FILE, listed);
        }
        assertEquals(
                Files.isRegularFile(FILE) ? Files.readString(FILE) : "",
                listed,
                "docs/api.txt is not what the code is; if the change of the API is meant, write it anew with\n    "
                        + REWRITE + "\nand commit it\n");
    }

    /** What a type that everybody sees is made of, everybody sees too. */
    @Test
    void nothingInTheListIsInternal() {
        Set<String> visible = MODULES.stream()
                .flatMap(module -> module.types().stream())
                .map(Class::getName)
                .collect(Collectors.toSet());
        Set<String> named = MODULES.stream()
                .flatMap(module -> OURS.matcher(module.text().replace("module " + module.name() + "\n", ""))
                        .results())
                .map(MatchResult::group)
                .filter(name -> !visible.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), named);
    }

    @Test
    void everyTypeOfTheApiIsUsedByTheApplicationHere() throws IOException {
        UsedTypes used = UsedTypes.in(Path.of(System.getProperty("basedir", ""), "target/classes"));
        List<String> unused = MODULES.get(0).types().stream()
                .map(Class::getName)
                .filter(name -> !used.contain(name))
                .toList();

        assertEquals(List.of(), unused, "types that " + Chat.class.getPackageName() + " does not use");
    }

    @Test
    void aTypeThatIsNotUsedIsNoticed() throws IOException {
        UsedTypes used = UsedTypes.in(Path.of(System.getProperty("basedir", ""), "target/classes"));

        assertTrue(used.contain(Channel.class.getName()));
        assertTrue(!used.contain(ChannelServer.class.getName()));
    }
}
