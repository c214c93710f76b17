package org.garuda.channels.benchmarks.dialect;

import org.garuda.channels.benchmarks.client.Client;
import org.garuda.channels.benchmarks.client.Dialect;
import org.garuda.channels.benchmarks.client.Text;

/**
 * Socket.IO, protocol 4, on a WebSocket from the start. Events {@code join}, {@code pub} and {@code echo} go in, {@code
 * msg} comes out.
 */
final class SocketIoDialect implements Dialect {

    private static final String OPEN = "0{";
    private static final String PING = "2";
    private static final String CONNECTED = "40";
    private static final String EVENT = "42[\"msg\",";
    private static final String ACKNOWLEDGED = "430";

    @Override
    public String path() {
        return "/socket.io/?EIO=4&transport=websocket";
    }

    @Override
    public void opened(Client client) {
        // The server speaks first.
    }

    @Override
    public void heard(Client client, byte[] text, int from, int to) {
        if (Text.starts(text, from, to, EVENT)) {
            client.delivered(text, from, to);
        } else if (Text.starts(text, from, to, OPEN)) {
            client.say(Text.ascii("40"));
        } else if (Text.starts(text, from, to, CONNECTED)) {
            client.say(Text.ascii("420[\"join\",\"" + client.topic() + "\"]"));
        } else if (Text.starts(text, from, to, ACKNOWLEDGED)) {
            client.joined();
        } else if (Text.starts(text, from, to, PING)) {
            client.say(Text.ascii("3"));
        } else {
            client.puzzled(text, from, to);
        }
    }

    @Override
    public byte[] publish(Client client, byte[] body) {
        return Text.around("42[\"pub\",", body, "]");
    }

    @Override
    public byte[] echo(Client client, byte[] body) {
        return Text.around("42[\"echo\",", body, "]");
    }
}
