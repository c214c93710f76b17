package org.garuda.channels.tck.hostile.server;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What the server prints.
 *
 * @param file where it goes
 */
public record Output(Path file) {

    /**
     * Where it ends now.
     *
     * @return a mark for {@link #since}
     * @throws IOException when it cannot be read
     */
    public long mark() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /**
     * What came after a mark.
     *
     * @param mark where to begin
     * @return the lines; characters that break lines within are kept
     * @throws IOException when it cannot be read
     */
    public List<String> since(long mark) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(Math.min(mark, channel.size()));
            byte[] bytes = Channels.newInputStream(channel).readAllBytes();
            return List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
        }
    }
}
