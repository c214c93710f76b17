package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.garuda.channels.benchmarks.dialect.Dialects;

/** The WAR of the conformance app with what is measured beside it: the endpoint by hand, and one more handler. */
final class SpeedWar {

    private static final String PEERS = "org/garuda/channels/benchmarks/peer/";
    private static final String CLASSES = "WEB-INF/classes/";

    private SpeedWar() {}

    /** Makes the WAR, in place of what is there. */
    static Path make(Path app, Path target) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
            copy(app, out, false);
            copy(benchmarks(), out, true);
        }
        return target;
    }

    /** The jar that this is started with. */
    private static Path benchmarks() throws IOException {
        try {
            return Path.of(Dialects.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void copy(Path from, ZipOutputStream out, boolean peers) throws IOException {
        try (InputStream file = Files.newInputStream(from);
                ZipInputStream in = new ZipInputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory() && (!peers || isWanted(entry.getName()))) {
                    out.putNextEntry(new ZipEntry((peers ? CLASSES : "") + entry.getName()));
                    in.transferTo(out);
                    out.closeEntry();
                }
            }
        }
    }

    /** The app has the handler of the benchmarks as its own. */
    private static boolean isWanted(String name) {
        return name.startsWith(PEERS + "war/")
                || name.startsWith(PEERS + "endpoint/") && !name.endsWith("/BenchChannel.class");
    }
}
