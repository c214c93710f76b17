package org.garuda.channels.tck.kit.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever follows a link of the documentation arrives. */
class LinksTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../..")
            .normalize();

    private static final Pattern CODE = Pattern.compile("^```.*?^```$|`[^`\n]*`", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.*)$", Pattern.MULTILINE);

    @Test
    void noLinkOfAPageIsDead() throws IOException {
        List<String> dead = pages().flatMap(LinksTest::deadLinks).toList();
        assertEquals(List.of(), dead);
    }

    @Test
    void theGuideLeadsToEveryPage() throws IOException {
        Path guide = ROOT.resolve("docs/README.md");
        List<Path> led = links(guide).map(link -> target(guide, link)).toList();
        List<Path> missed = pages().filter(page -> !page.equals(guide) && !led.contains(page))
                .toList();
        assertEquals(List.of(), missed);
    }

    /** Without this, a folder that is not found would pass for one without dead links. */
    @Test
    void aDeadLinkIsSeen() throws IOException {
        Path page = Files.createTempFile("page", ".md");
        try {
            Files.writeString(page, "# A heading\n[a](nowhere.md) [b](#a-heading) [c](#gone) `[d](code.md)`\n");
            assertEquals(
                    List.of(page + ": nowhere.md", page + ": #gone"),
                    deadLinks(page).toList());
            assertTrue(pages().count() > 10);
            assertFalse(links(ROOT.resolve("README.md")).toList().isEmpty());
        } finally {
            Files.delete(page);
        }
    }

    private static Stream<Path> pages() throws IOException {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs).filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    private static Stream<String> deadLinks(Path page) {
        return links(page).filter(link -> !isAlive(page, link)).map(link -> page + ": " + link);
    }

    private static boolean isAlive(Path page, String link) {
        Path target = target(page, link);
        int hash = link.indexOf('#');
        return Files.exists(target)
                && (hash < 0
                        || HEADING.matcher(read(target))
                                .results()
                                .anyMatch(heading -> anchor(heading.group(1)).equals(link.substring(hash + 1))));
    }

    private static Path target(Path page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        return file.isEmpty() ? page : page.resolveSibling(file).normalize();
    }

    /** As the usual viewers of Markdown name a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** Those to files of this repository. */
    private static Stream<String> links(Path page) {
        return LINK.matcher(CODE.matcher(read(page)).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:"));
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
