package org.garuda.channels.benchmarks.dialect;

import org.garuda.channels.benchmarks.client.Client;
import org.garuda.channels.benchmarks.client.Dialect;
import org.garuda.channels.benchmarks.client.Text;

/**
 * The least that servers without a protocol of their own can do: the first letter says what to do with the rest. {@code
 * J} joins a topic and is answered, {@code P} is sent to all who joined the same topic, {@code E} is sent back; both
 * arrive without their letter.
 */
public final class PlainDialect implements Dialect {

    @Override
    public String path() {
        return "/bench";
    }

    @Override
    public void opened(Client client) {
        client.say(Text.ascii("J" + client.topic()));
    }

    @Override
    public void heard(Client client, byte[] text, int from, int to) {
        if (to > from && text[from] == 'J') {
            client.joined();
        } else {
            client.delivered(text, from, to);
        }
    }

    @Override
    public byte[] publish(Client client, byte[] body) {
        return Text.around("P", body, "");
    }

    @Override
    public byte[] echo(Client client, byte[] body) {
        return Text.around("E", body, "");
    }
}
