package org.garuda.channels.tck.servers.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {

    @TempDir
    Path directory;

    @Test
    void everyServerHasAVersionThatMavenKnows() throws IOException {
        Shelf shelf = new Shelf(directory);
        for (ServerKind kind : Shelf.kinds()) {
            assertTrue(shelf.version(kind).matches("[0-9]+(\\..+)+"), () -> kind + " " + shelf.version(kind));
            assertEquals(kind, Shelf.kind(kind.name()).orElseThrow());
        }
    }

    @Test
    void aServerThatIsUnpackedIsNotGotAgain() throws IOException {
        Shelf shelf = new Shelf(directory);
        ServerKind kind = Shelf.kinds().get(0);
        Path home = directory.toAbsolutePath().resolve(kind.name() + "-" + shelf.version(kind));
        Files.createDirectory(home);
        assertEquals(home, shelf.home(kind));
    }

    @Test
    void anArchiveIsUnpackedWithoutItsTopDirectory() throws IOException {
        Zip.unpack(archive("server-1.0/bin/start.jar"), directory.resolve("home"));
        assertTrue(Files.isRegularFile(directory.resolve("home/bin/start.jar")));
    }

    @Test
    void anArchiveThatLeadsOutOfItselfIsRefused() throws IOException {
        Path archive = archive("server-1.0/../../evil");
        assertThrows(IOException.class, () -> Zip.unpack(archive, directory.resolve("home")));
    }

    @Test
    void theJdkThatRunsThisIsTakenWhenItIsNewEnough() {
        assertEquals(
                Runtime.version().feature(),
                Jdk.atLeast(Jdk.OLDEST).orElseThrow().feature());
        assertTrue(Jdk.atLeast(1_000).isEmpty());
    }

    private Path archive(String entry) throws IOException {
        Path archive = directory.resolve("archive.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(1);
        }
        return archive;
    }
}
