package org.garuda.channels.core.internal.longpoll;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.garuda.channels.config.LongPollSettings;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks the tokens of sessions: a random number of 128 bits and the time of the start, signed with
 * HMAC-SHA-256. Whoever has the token has the session, so it is told to nobody but the client that started it. Safe for
 * use by any thread.
 */
final class SessionTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte VERSION = 1;
    private static final int SIGNED_BYTES = 1 + Long.BYTES + 2 * Long.BYTES;
    private static final int SIGNATURE_BYTES = 32;
    private static final int TOKEN_CHARS = (SIGNED_BYTES + SIGNATURE_BYTES) * 4 / 3;

    /** Clocks of several nodes differ a little. */
    private static final long SKEW_MILLIS = 60_000;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final long maxAgeMillis;
    private final LongSupplier wallClock;

    /**
     * Takes the secret of the settings, else a random key.
     *
     * @param wallClock milliseconds since 1970
     */
    SessionTokens(LongPollSettings settings, LongSupplier wallClock) {
        this.key = new SecretKeySpec(secret(settings.secret()), ALGORITHM);
        this.maxAgeMillis = millis(settings);
        this.wallClock = wallClock;
    }

    private byte[] secret(String configured) {
        if (!configured.isEmpty()) {
            return configured.getBytes(StandardCharsets.UTF_8);
        }
        byte[] made = new byte[SIGNATURE_BYTES];
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
    UUID newSession() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    String sign(UUID session) {
        ByteBuffer token = ByteBuffer.allocate(SIGNED_BYTES + SIGNATURE_BYTES);
        token.put(VERSION)
                .putLong(wallClock.getAsLong())
                .putLong(session.getMostSignificantBits())
                .putLong(session.getLeastSignificantBits());
        token.put(signature(token.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** The session that a token names, or null when it was not signed with this key, or too long ago. */
    @Nullable
    UUID verify(String token) {
        byte[] bytes = decode(token);
        if (bytes == null) {
            return null;
        }
        ByteBuffer content = ByteBuffer.wrap(bytes);
        byte[] given = new byte[SIGNATURE_BYTES];
        content.get(SIGNED_BYTES, given);
        if (!MessageDigest.isEqual(given, signature(bytes)) || content.get() != VERSION) {
            return null;
        }
        long age = wallClock.getAsLong() - content.getLong();
        return age > maxAgeMillis || age < -SKEW_MILLIS ? null : new UUID(content.getLong(), content.getLong());
    }

    private static byte @Nullable [] decode(String token) {
        if (token.length() != TOKEN_CHARS) {
            return null;
        }
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return null; // No token of ours, and the caller is told no more.
        }
    }

    private byte[] signature(byte[] token) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(token, 0, SIGNED_BYTES);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
