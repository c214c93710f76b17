package org.garuda.channels.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reverse proxies whose word the standalone server takes for who the client is. A request from one of these
 * addresses is as its {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For}, {@code -Proto} and {@code -Host} headers
 * say: its remote address, host and scheme are those that the client used, for handlers, routes, the {@link Origins},
 * the {@link Hosts} and the limits for each address. From anybody else the same headers count for nothing.
 *
 * <p>Whoever can reach the server's port from such an address can claim to be anybody. In a Jakarta server the
 * container judges these headers, by its own settings. Immutable.
 */
public final class Proxies {

    private static final Pattern VERSION_4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})(?:\\.(?!$)|$)){4}");
    private static final Pattern VERSION_6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private final List<Block> blocks;

    private Proxies(List<Block> blocks) {
        this.blocks = blocks;
    }

    /**
     * No proxy is trusted: the default.
     *
     * @return the rule
     */
    public static Proxies none() {
        return new Proxies(List.of());
    }

    /**
     * The listed proxies.
     *
     * @param addresses addresses or CIDR blocks of IPv4 and IPv6: {@code "127.0.0.1"}, {@code "10.0.0.0/8"}, {@code
     *     "::1"}, {@code "fd00::/8"}
     * @return the rule
     * @throws IllegalArgumentException when an entry cannot be read
     */
    public static Proxies of(String... addresses) {
        return new Proxies(Stream.of(Objects.requireNonNull(addresses, "the addresses must not be null"))
                .map(Block::parse)
                .toList());
    }

    /** The rule that the setting says. */
    static Proxies parse(String text) {
        return text.equals("none") ? none() : of(Setting.list(text));
    }

    /**
     * Whether an address is that of a trusted proxy.
     *
     * @param address the address
     * @return true if it is
     */
    public boolean trusts(InetAddress address) {
        Objects.requireNonNull(address, "the address must not be null");
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    /**
     * Reads an address as it stands in headers. Never asks a name server; an IPv4 address in the form of IPv6 ({@code
     * ::ffff:192.0.2.1}) is one of IPv4.
     *
     * @param text such as {@code 192.0.2.1} or {@code 2001:db8::1}, without brackets or a port
     * @return the address, or null if it is none
     */
    public static @Nullable InetAddress address(String text) {
        Objects.requireNonNull(text, "the address must not be null");
        if (!VERSION_4.matcher(text).matches() && !VERSION_6.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text); // With these characters alone it is no name to look up.
        } catch (UnknownHostException e) {
            return null; // 256.0.0.1, or ::: and the like.
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Proxies proxies && blocks.equals(proxies.blocks);
    }

    @Override
    public int hashCode() {
        return blocks.hashCode();
    }

    /** As the setting {@code channels.proxies} is written. */
    @Override
    public String toString() {
        return blocks.isEmpty()
                ? "none"
                : blocks.stream()
                        .map(block -> block.network().getHostAddress() + "/" + block.bits())
                        .collect(Collectors.joining(", "));
    }

    /**
     * Addresses with the same beginning.
     *
     * @param network an address of the block
     * @param bits how many bits of it count
     */
    private record Block(InetAddress network, int bits) {

        /** Checks the number of bits. */
        Block {
            int most = network.getAddress().length * Byte.SIZE;
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException(
                        "a block of " + network.getHostAddress() + " has 0 to " + most + " bits, not " + bits);
            }
        }

        static Block parse(String text) {
            Objects.requireNonNull(text, "a proxy must not be null");
            int slash = text.indexOf('/');
            InetAddress network = address(slash < 0 ? text : text.substring(0, slash));
            String bits = slash < 0 ? "" : text.substring(slash + 1);
            if (network == null || slash >= 0 && !bits.matches("[0-9]{1,3}")) {
                throw new IllegalArgumentException("\"" + text
                        + "\" is no address; write it like \"127.0.0.1\", \"10.0.0.0/8\", \"::1\" or \"fd00::/8\"");
            }
            return new Block(network, slash < 0 ? network.getAddress().length * Byte.SIZE : Integer.parseInt(bits));
        }

        boolean contains(InetAddress address) {
            byte[] mine = network.getAddress();
            byte[] other = address.getAddress();
            if (mine.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += Byte.SIZE) {
                int differing = (mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & 0xff;
                int counted = Math.min(Byte.SIZE, bits - bit);
                if (differing >> (Byte.SIZE - counted) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
