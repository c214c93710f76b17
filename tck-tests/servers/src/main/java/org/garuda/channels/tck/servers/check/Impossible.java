package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.garuda.channels.tck.hostile.Claim;
import org.garuda.channels.tck.kit.replay.Difference;
import org.garuda.channels.tck.servers.server.ServerKind;

/**
 * The steps of scenarios that a server makes impossible, whatever an application does, with the reason: {@code
 * impossible.properties}.
 */
final class Impossible {

    private final Properties reasons = new Properties();

    Impossible() throws IOException {
        try (InputStream list = Impossible.class.getResourceAsStream("impossible.properties")) {
            reasons.load(Objects.requireNonNull(list));
        }
    }

    /** Whether something of a scenario is listed for a server. */
    boolean lists(ServerKind server, String scenario) {
        String prefix = server.name() + "/" + scenario + "/";
        return reasons.stringPropertyNames().stream().anyMatch(key -> key.startsWith(prefix));
    }

    /** Why differences have to be, if every one of them has to; empty when one has not, or when there is none. */
    Optional<String> reason(ServerKind server, String scenario, List<Difference> differences) {
        Optional<String> reason = Optional.empty();
        for (Difference difference : differences) {
            reason = reason(server, scenario + "/" + difference.step());
            if (reason.isEmpty()) {
                return reason;
            }
        }
        return reason;
    }

    /**
     * Why what an attack has broken has to be so, if there is a reason for each claim: for the whole attack, for the
     * others' time, or for what the claim says. A reason for one of them excuses no other, so that memory and the
     * others' messages are safe all the same.
     */
    Optional<String> excuse(ServerKind server, String attack, List<Claim> broken) {
        String all = "hostile/" + attack;
        List<Optional<String>> reasons = broken.stream()
                .map(claim -> reason(server, all + "/" + (claim.timed() ? "time" : named(claim.what())))
                        .or(() -> reason(server, all)))
                .distinct()
                .toList();
        return reasons.stream().allMatch(Optional::isPresent)
                ? reasons.stream().flatMap(Optional::stream).reduce((one, other) -> one + "; " + other)
                : Optional.empty();
    }

    /** As the title of a test, or what a claim says, is written in the list. */
    static String named(String title) {
        return title.replaceAll("[^A-Za-z0-9.]+", "-");
    }

    /** Why something cannot be on a server, or on any. */
    Optional<String> reason(ServerKind server, String name) {
        return Stream.of(server.name(), "*")
                .flatMap(which -> Optional.ofNullable(reasons.getProperty(which + "/" + name)).stream())
                .findFirst();
    }
}
