package org.garuda.channels.core.internal.relay;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.garuda.channels.config.LongPollSettings;
import org.garuda.channels.core.internal.bus.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks the tokens of sessions: a random number of 128 bits, the time of the start and, where there are
 * several nodes, which one has the session, signed with HMAC-SHA-256. Whoever has the token has the session, so it is
 * told to nobody but the client that started it, and to the node that has the session. Safe for use by any thread.
 */
public final class SessionTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    /** Clocks of several nodes differ a little. */
    private static final long SKEW_MILLIS = 60_000;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final long maxAgeMillis;
    private final LongSupplier wallClock;
    private final @Nullable NodeId node;

    /**
     * Takes the secret of the settings, else a random key.
     *
     * @param wallClock milliseconds since 1970
     * @param node this node among several, or null
     */
    public SessionTokens(LongPollSettings settings, LongSupplier wallClock, @Nullable NodeId node) {
        this.key = new SecretKeySpec(secret(settings.secret()), ALGORITHM);
        this.maxAgeMillis = millis(settings);
        this.wallClock = wallClock;
        this.node = node;
    }

    private byte[] secret(String configured) {
        if (!configured.isEmpty()) {
            return configured.getBytes(StandardCharsets.UTF_8);
        }
        byte[] made = new byte[KEY_BYTES];
        random.nextBytes(made);
        return made;
    }

    private static long millis(LongPollSettings settings) {
        try {
            return settings.tokenAge().toMillis();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE / 2; // Somebody who means never.
        }
    }

    /** A number that nobody can guess. */
    public UUID newSession() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** The token of a session of this node. */
    public String sign(UUID session) {
        byte[] token = new SessionToken(node, wallClock.getAsLong(), session).unsigned();
        int signed = token.length - SessionToken.SIGNATURE_BYTES;
        System.arraycopy(signature(token), 0, token, signed, SessionToken.SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The session of this node that a token names, or null when it was not signed here, or too long ago. */
    @Nullable
    public UUID verify(String text) {
        byte[] bytes = SessionToken.bytes(text);
        if (bytes == null) {
            return null;
        }
        byte[] given = Arrays.copyOfRange(bytes, bytes.length - SessionToken.SIGNATURE_BYTES, bytes.length);
        SessionToken token = SessionToken.read(bytes);
        if (!MessageDigest.isEqual(given, signature(bytes)) || !Objects.equals(token.node(), node)) {
            return null;
        }
        long age = wallClock.getAsLong() - token.millis();
        return age > maxAgeMillis || age < -SKEW_MILLIS ? null : token.session();
    }

    private byte[] signature(byte[] token) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(token, 0, token.length - SessionToken.SIGNATURE_BYTES);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
