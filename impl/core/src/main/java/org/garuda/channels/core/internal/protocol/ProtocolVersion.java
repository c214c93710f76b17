package org.garuda.channels.core.internal.protocol;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The two versions of the serialization that Phoenix speaks. */
public enum ProtocolVersion {
    /** JSON objects; the server never sends {@code join_ref}. */
    V1(V1Encoder.INSTANCE),
    /** JSON arrays, and binary frames. */
    V2(V2Encoder.INSTANCE);

    /** Semantic version 2.0.0: no leading zeros, dot-separated identifiers after {@code -} and {@code +}. */
    private static final Pattern SEMANTIC_VERSION =
            Pattern.compile("(0|[1-9]\\d{0,9})\\.(0|[1-9]\\d{0,9})\\.(0|[1-9]\\d{0,9})"
                    + "(-(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?"
                    + "(\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?");

    private final FrameEncoder encoder;

    ProtocolVersion(FrameEncoder encoder) {
        this.encoder = encoder;
    }

    /** Encodes what the server says. */
    public FrameEncoder encoder() {
        return encoder;
    }

    /**
     * Picks the version for the query parameter {@code vsn}: {@code ~> 1.0.0} is V1, {@code ~> 2.0.0} is V2. A
     * pre-release of x.0.0 comes before it, so it does not match; one of a later patch does.
     *
     * @param vsn the parameter, or null if it is absent, which means V1
     * @return the version, or empty for one that has to be refused
     */
    public static Optional<ProtocolVersion> of(@Nullable String vsn) {
        if (vsn == null) {
            return Optional.of(V1);
        }
        Matcher matcher = vsn.length() > 256 ? null : SEMANTIC_VERSION.matcher(vsn);
        if (matcher == null || !matcher.matches() || !matcher.group(2).equals("0")) {
            return Optional.empty();
        }
        if (matcher.group(3).equals("0") && matcher.group(4) != null) {
            return Optional.empty();
        }
        return switch (matcher.group(1)) {
            case "1" -> Optional.of(V1);
            case "2" -> Optional.of(V2);
            default -> Optional.empty();
        };
    }
}
