package org.garuda.channels.core.internal.broker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files with secrets, certificates and keys, as operators have them. What is wrong with one names it and its setting. */
final class Pem {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----\\s*([A-Za-z0-9+/=\\s]+?)\\s*-----END PRIVATE KEY-----");

    private Pem() {}

    /** A text in a file of its own, without the line break at its end. */
    static String secret(String file, String setting) {
        return read(file, setting).strip();
    }

    static List<Certificate> certificates(String file, String setting) {
        try (InputStream in = Files.newInputStream(path(file, setting))) {
            List<Certificate> found =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (found.isEmpty()) {
                throw problem(file, setting, "has no certificate in it; it must be in PEM", null);
            }
            return found;
        } catch (IOException e) {
            throw problem(file, setting, "cannot be read: " + e.getClass().getSimpleName(), e);
        } catch (GeneralSecurityException e) {
            throw problem(file, setting, "has no certificates in PEM in it", e);
        }
    }

    /**
     * A private key.
     *
     * @param algorithm that of its certificate
     */
    static PrivateKey key(String file, String setting, String algorithm) {
        Matcher key = KEY.matcher(read(file, setting));
        if (!key.find()) {
            throw problem(
                    file,
                    setting,
                    "has no unencrypted key in PKCS#8 in it (BEGIN PRIVATE KEY); make one with"
                            + " openssl pkcs8 -topk8 -nocrypt",
                    null);
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(key.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without its cause, which may quote the key.
            throw problem(file, setting, "has a key in it that does not fit its certificate, or is damaged", null);
        }
    }

    private static String read(String file, String setting) {
        try {
            return Files.readString(path(file, setting), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw problem(file, setting, "cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    private static Path path(String file, String setting) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw problem(file, setting, "is no path", e);
        }
    }

    private static IllegalArgumentException problem(
            String file, String setting, String what, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "the file " + file + " that " + setting + " of " + BrokerUrl.SETTING + " names " + what, cause);
    }
}
