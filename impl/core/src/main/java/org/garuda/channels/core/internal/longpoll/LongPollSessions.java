package org.garuda.channels.core.internal.longpoll;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sessions of one socket, and how many of them each address has. Safe for use by any thread. */
final class LongPollSessions {

    private static final int IPV6_NETWORK_BYTES = 8;

    private final int perAddress;
    private final Map<UUID, LongPollSession> sessions = new ConcurrentHashMap<>();
    private final Map<String, Integer> addresses = new ConcurrentHashMap<>();

    LongPollSessions(int perAddress) {
        this.perAddress = perAddress;
    }

    /**
     * Takes a place for a session of an address; every place taken is to be given back.
     *
     * @return false when the address has its number
     */
    boolean reserve(String address) {
        boolean[] room = new boolean[1];
        addresses.compute(address, (key, taken) -> {
            int count = taken == null ? 0 : taken;
            room[0] = count < perAddress;
            return room[0] ? Integer.valueOf(count + 1) : taken;
        });
        return room[0];
    }

    void giveBack(String address) {
        addresses.computeIfPresent(address, (key, taken) -> taken == 1 ? null : taken - 1);
    }

    void add(LongPollSession session) {
        sessions.put(session.id(), session);
    }

    void remove(LongPollSession session) {
        if (sessions.remove(session.id(), session)) {
            giveBack(session.address());
        }
    }

    @Nullable
    LongPollSession find(UUID id) {
        return sessions.get(id);
    }

    Collection<LongPollSession> all() {
        return sessions.values();
    }

    /** How many addresses have a session. */
    int addresses() {
        return addresses.size();
    }

    /**
     * What counts as one address: one of IPv4, but a whole network of IPv6, since every client there has billions of
     * addresses.
     */
    static String key(@Nullable String remoteAddress) {
        if (remoteAddress == null || !remoteAddress.contains(":")) {
            return String.valueOf(remoteAddress);
        }
        try {
            InetAddress address = InetAddress.getByName(remoteAddress); // With a colon it is no name to look up.
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES)) + "::"
                    : address.getHostAddress();
        } catch (UnknownHostException e) {
            return remoteAddress; // Something of the server's own, such as the path of a local socket.
        }
    }
}
