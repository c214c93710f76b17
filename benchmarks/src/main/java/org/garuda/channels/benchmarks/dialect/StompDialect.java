package org.garuda.channels.benchmarks.dialect;

import java.util.Optional;
import org.garuda.channels.benchmarks.client.Client;
import org.garuda.channels.benchmarks.client.Dialect;
import org.garuda.channels.benchmarks.client.Text;

/**
 * STOMP 1.2 over WebSocket, against Spring's simple broker. It gives no receipt for a subscription, so that a client
 * counts as joined when it has asked; that it hears what is published is found out by asking the topic.
 */
final class StompDialect implements Dialect {

    @Override
    public String path() {
        return "/stomp";
    }

    @Override
    public Optional<String> subprotocol() {
        return Optional.of("v12.stomp");
    }

    @Override
    public void opened(Client client) {
        client.say(Text.ascii("CONNECT\naccept-version:1.2\nhost:localhost\nheart-beat:0,0\n\n\0"));
    }

    @Override
    public void heard(Client client, byte[] text, int from, int to) {
        if (Text.starts(text, from, to, "MESSAGE\n")) {
            client.delivered(text, from, to);
        } else if (Text.starts(text, from, to, "CONNECTED\n")) {
            client.say(Text.ascii("SUBSCRIBE\nid:0\ndestination:/topic/" + client.topic() + "\n\n\0"));
            client.say(Text.ascii("SUBSCRIBE\nid:1\ndestination:/user/queue/echo\n\n\0"));
            client.joined();
        } else {
            client.puzzled(text, from, to);
        }
    }

    @Override
    public byte[] publish(Client client, byte[] body) {
        return send("/topic/" + client.topic(), "application/json", body);
    }

    @Override
    public byte[] echo(Client client, byte[] body) {
        return send("/app/echo", "text/plain", body);
    }

    @Override
    public Optional<byte[]> leave(Client client) {
        return Optional.of(Text.ascii("UNSUBSCRIBE\nid:0\n\n\0"));
    }

    private static byte[] send(String destination, String type, byte[] body) {
        return Text.around(
                "SEND\ndestination:" + destination + "\ncontent-type:" + type + "\ncontent-length:" + body.length
                        + "\n\n",
                body,
                "\0");
    }
}
