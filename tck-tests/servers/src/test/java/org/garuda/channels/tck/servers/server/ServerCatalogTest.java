package org.garuda.channels.tck.servers.server;

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

class ServerCatalogTest {

    @TempDir
    Path directory;

    @Test
    void everyServerHasAVersionThatMavenKnows() throws IOException {
        ServerCatalog catalog = new ServerCatalog(directory);
        for (ServerKind kind : ServerCatalog.kinds()) {
            assertTrue(catalog.version(kind).matches("[0-9]+(\\..+)+"), () -> kind + " " + catalog.version(kind));
            assertEquals(kind, ServerCatalog.kind(kind.name()).orElseThrow());
        }
    }

    @Test
    void aServerThatIsUnpackedIsNotGotAgain() throws IOException {
        ServerCatalog catalog = new ServerCatalog(directory);
        ServerKind kind = ServerCatalog.kinds().get(0);
        Path home = directory.toAbsolutePath().resolve(kind.name() + "-" + catalog.version(kind));
        Files.createDirectory(home);
        assertEquals(home, catalog.home(kind));
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
