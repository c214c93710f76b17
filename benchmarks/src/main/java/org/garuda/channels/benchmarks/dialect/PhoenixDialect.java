package org.garuda.channels.benchmarks.dialect;

import java.util.Optional;
import org.garuda.channels.benchmarks.client.Client;
import org.garuda.channels.benchmarks.client.Dialect;
import org.garuda.channels.benchmarks.client.Text;

/**
 * Phoenix channels, version 2, against the {@code bench:*} channel: {@code pub} is broadcast as {@code msg}, {@code
 * echo} is answered.
 */
final class PhoenixDialect implements Dialect {

    private static final byte[] HEARTBEAT = Text.ascii("[null,\"h\",\"phoenix\",\"heartbeat\",{}]");

    private final String path;

    PhoenixDialect(String path) {
        this.path = path;
    }

    @Override
    public String path() {
        return path + "?vsn=2.0.0";
    }

    @Override
    public void opened(Client client) {
        client.say(message(client, "j", "phx_join", Text.ascii("{}")));
    }

    @Override
    public void heard(Client client, byte[] text, int from, int to) {
        int topic = skip(text, skip(text, from + 1, to), to);
        int event = skip(text, topic, to);
        int payload = skip(text, event, to);
        if (payload < 0 || text[from] != '[') {
            client.puzzled(text, from, to);
        } else if (Text.starts(text, event, to, "\"msg\",")) {
            if (Text.starts(text, topic + 1, to, client.topic())
                    && text[topic + 1 + client.topic().length()] == '"') {
                client.delivered(text, payload, to);
            } else {
                client.puzzled(text, from, to);
            }
        } else if (Text.starts(text, event, to, "\"phx_reply\",")) {
            reply(client, text, from, payload, to);
        } else if (!Text.starts(text, event, to, "\"phx_close\",")) {
            client.puzzled(text, from, to);
        }
    }

    /**
     * The replies are told apart by their refs: j to the join, l to the leave, h to a heartbeat, anything else to an
     * echo.
     */
    private static void reply(Client client, byte[] text, int from, int payload, int to) {
        int ref = skip(text, from + 1, to);
        if (Text.starts(text, ref, to, "\"h\"")) {
            return;
        }
        boolean ok = Text.contains(text, payload, to, "\"status\":\"ok\"");
        if (!ok) {
            client.puzzled(text, from, to);
        } else if (Text.starts(text, ref, to, "\"j\"")) {
            client.joined();
        } else if (Text.starts(text, ref, to, "\"l\"")) {
            client.left();
        } else {
            // The body comes before or after the status.
            int end = Text.find(text, payload, to, "},\"status\"");
            client.delivered(text, payload, end < 0 ? to : end + 1);
        }
    }

    /**
     * Where the element after the one that starts here starts; -1 at the end. Elements are strings without escapes, or
     * null.
     */
    private static int skip(byte[] text, int from, int to) {
        if (from < 0) {
            return from;
        }
        int at = from;
        while (at < to && text[at] != ',') {
            at++;
        }
        return at < to ? at + 1 : -1;
    }

    @Override
    public byte[] publish(Client client, byte[] body) {
        return message(client, "p", "pub", body);
    }

    @Override
    public byte[] echo(Client client, byte[] body) {
        return message(client, "e", "echo", body);
    }

    @Override
    public Optional<byte[]> leave(Client client) {
        return Optional.of(message(client, "l", "phx_leave", Text.ascii("{}")));
    }

    @Override
    public Optional<byte[]> heartbeat() {
        return Optional.of(HEARTBEAT);
    }

    private static byte[] message(Client client, String ref, String event, byte[] payload) {
        return Text.around("[\"j\",\"" + ref + "\",\"" + client.topic() + "\",\"" + event + "\",", payload, "]");
    }
}
