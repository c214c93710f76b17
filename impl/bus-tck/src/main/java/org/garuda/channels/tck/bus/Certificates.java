package org.garuda.channels.tck.bus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;

/**
 * A certificate that is its own CA, and its key, as PEM files; made with the JDK's keytool.
 *
 * @param certificate the file of the certificate
 * @param key the file of the key, in PKCS#8
 */
public record Certificates(Path certificate, Path key) {

    private static final String PASSWORD = "changeit";

    /**
     * Makes them.
     *
     * @param name the name that it is for, as keytool has it: {@code ip:127.0.0.1}, {@code dns:localhost}
     */
    public static Certificates of(Path folder, String name) throws IOException {
        String file = name.replaceAll("\\W", "-");
        Path store = folder.resolve(file + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-validity",
                        "2",
                        "-ext",
                        "san=" + name,
                        "-ext",
                        "bc=ca:true",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return new Certificates(
                    pem(
                            folder.resolve(file + ".crt"),
                            "CERTIFICATE",
                            Objects.requireNonNull(keys.getCertificate("it"), said)
                                    .getEncoded()),
                    pem(
                            folder.resolve(file + ".key"),
                            "PRIVATE KEY",
                            Objects.requireNonNull(keys.getKey("it", PASSWORD.toCharArray()), said)
                                    .getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException(said, e);
        }
    }

    private static Path pem(Path file, String kind, byte[] content) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + kind + "-----\n");
    }
}
