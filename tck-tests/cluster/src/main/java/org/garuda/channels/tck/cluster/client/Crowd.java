package org.garuda.channels.tck.cluster.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.cluster.node.NodeProcess;
import org.garuda.channels.tck.kit.socket.EventLoop;

/** Presences on a node: clients that put as many keys on a list as a client may. Used by its loop's thread. */
public final class Crowd implements AutoCloseable {

    private static final int EACH = 100;

    private final List<Client> clients = new ArrayList<>();

    /**
     * Comes.
     *
     * @param loop serves the connections
     * @param node where to
     * @param topic of the list, such as {@code crowd:main}
     * @param prefix of the keys
     * @param count how many keys
     * @throws IOException when there are no more sockets
     */
    public Crowd(EventLoop loop, NodeProcess node, String topic, String prefix, int count) throws IOException {
        for (int from = 0; from < count; from += EACH) {
            Client client = new Client(loop, node.uri(), (of, event, payload) -> {});
            client.join(topic, "{}");
            client.push(
                    topic,
                    "track",
                    "{\"prefix\":\"" + prefix + "\",\"from\":" + from + ",\"count\":" + Math.min(EACH, count - from)
                            + "}");
            clients.add(client);
        }
    }

    /**
     * Whether all are there.
     *
     * @return false while answers may come
     */
    public boolean isAnswered() {
        return clients.stream().allMatch(Client::isAnswered);
    }

    @Override
    public void close() {
        clients.forEach(Client::close);
    }
}
