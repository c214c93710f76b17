package org.garuda.channels.tck.kit.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Java in the guide to typed handlers comes from code that is compiled: a region between two comments. */
class SnippetsTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../..")
            .normalize();
    private static final Pattern SNIPPET =
            Pattern.compile("(?:<!-- from (\\S+) (\\w+) -->\n)?```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void everySnippetOfTheGuideIsARegionOfCompiledCode() throws IOException {
        Matcher snippets = SNIPPET.matcher(Files.readString(ROOT.resolve("docs/typed-handlers.md")));
        int found = 0;
        while (snippets.find()) {
            found++;
            assertTrue(snippets.group(1) != null, "from nowhere: " + snippets.group(3));
            assertEquals(region(snippets.group(1), snippets.group(2)), snippets.group(3), snippets.group(2));
        }
        assertEquals(6, found);
    }

    private static String region(String file, String name) throws IOException {
        Matcher region = Pattern.compile("( *)// region " + name + "\n(.*?) *// endregion", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve(file)));
        assertTrue(region.find(), "no region " + name + " in " + file);
        return region.group(2).replaceAll("(?m)^" + region.group(1), "");
    }
}
