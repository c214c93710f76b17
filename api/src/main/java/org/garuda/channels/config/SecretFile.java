package org.garuda.channels.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A secret in a file, as orchestrators mount them. What it says is in no message. */
final class SecretFile {

    /** What the name of the setting gets. */
    static final String SUFFIX = "-file";

    private static final int MOST_BYTES = 64 * 1024;

    private SecretFile() {}

    /** The text of the file, without the end of its line. */
    static String read(String property, String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw unusable(property, file, "it is larger than " + MOST_BYTES + " bytes, so it is no secret");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.replaceFirst("\\r?\\n\\z", "");
        } catch (CharacterCodingException e) {
            throw unusable(property, file, "it is no text in UTF-8");
        } catch (NoSuchFileException e) {
            throw unusable(property, file, "there is no such file");
        } catch (IOException | InvalidPathException e) {
            throw unusable(property, file, "it cannot be read (" + e + ")");
        }
    }

    private static IllegalArgumentException unusable(String property, String file, String why) {
        return new IllegalArgumentException(property + " cannot be \"" + file + "\": " + why);
    }
}
