package org.garuda.channels.tck.cluster.node;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.Origins;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.cluster.ClusterStatus;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.presence.PresenceEntry;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.ChannelServerBuilder;
import org.garuda.channels.standalone.HttpResponse;
import org.garuda.channels.standalone.NodeAccess;
import org.jspecify.annotations.Nullable;

/** One node, as a process of its own, that tells over HTTP what it has counted. */
public final class NodeMain {

    /** How the threads are called that have to do with the bus, the client libraries' among them. */
    private static final List<String> BUS_THREADS =
            List.of("channels-bus", "lettuce", "nats", "nioEventLoop", "ActiveMQ", "activemq", "Thread-", "jnats");

    private static final int NANOS_A_MICRO = 1_000;

    private NodeMain() {}

    /**
     * Runs until the process is told to end. Its first line on standard output is {@code listening on
     * http://HOST:PORT}.
     *
     * @param args the URL of the broker, empty for none; the node's name; the prefix
     * @throws InterruptedException when the thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        NodeSettings settings = NodeSettings.builder()
                .bus(bus -> {
                    if (!args[0].isEmpty()) {
                        bus.url(args[0]).name(args[1]).prefix(args[2]);
                    }
                })
                .build();
        SocketSettings socket = SocketSettings.builder()
                .origins(Origins.anywhere())
                .limits(limits -> limits.channelsPerClient(2_000))
                // What has waited while a node stood still comes at once, and is to be counted, not cut off.
                .outbox(outbox -> outbox.messages(1_000_000).bytes(256L << 20).age(Duration.ofMinutes(2)))
                .build();
        NodeChannels.Load load = new NodeChannels.Load();
        AtomicReference<@Nullable ChannelServer> running = new AtomicReference<>();
        ChannelServerBuilder builder = ChannelServer.builder();
        builder.host("127.0.0.1")
                .port(0)
                .node(settings)
                .socket(socket)
                .handler("load:*", load)
                .handler("crowd:*", new NodeChannels.Crowd(builder.presence()))
                .handler("hall:*", new NodeChannels.Hall(builder.presence()))
                .handler("plain:*", new NodeChannels.Plain())
                .http("/facts", request -> facts(running.get(), load))
                .http("/burst", request -> Burst.run(request, builder.broadcaster()))
                .http("/list", request -> list(builder.presence().list("crowd:hall")))
                .stopOnShutdown(true);
        ChannelServer server = builder.start();
        running.set(server);
        System.out.println("listening on " + server.uri());
        server.awaitStop();
    }

    private static HttpResponse list(Map<String, PresenceEntry> list) {
        return HttpResponse.text(200, list.size() + " " + list.keySet().hashCode());
    }

    private static HttpResponse facts(@Nullable ChannelServer server, NodeChannels.Load load) {
        if (server == null) {
            return HttpResponse.text(503, "starting");
        }
        ChannelEngine engine = NodeAccess.engine(server);
        JsonObjectBuilder facts = Json.createObjectBuilder();
        facts.add("ready", server.isReady() ? 1 : 0);
        facts.add("missed", load.missed.get());
        for (Counter counter : Counter.values()) {
            facts.add(counter.name(), engine.runtime().counters().get(counter));
        }
        ClusterStatus status = engine.cluster();
        if (status != null) {
            facts.add("up", status.bus().equals("up") ? 1 : 0)
                    .add("deaf", status.bus().equals("deaf") ? 1 : 0)
                    .add("down", status.bus().equals("down") ? 1 : 0)
                    .add("members", status.members())
                    .add("namesakes", status.namesakes())
                    .add("slots", status.slots())
                    .add("remote", status.remoteEntries())
                    .add("roundtrip-us", status.roundtripNanos() / NANOS_A_MICRO);
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long bus = 0;
        long all = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            long cpu = Math.max(0, threads.getThreadCpuTime(id));
            all += cpu;
            if (info != null && BUS_THREADS.stream().anyMatch(info.getThreadName()::startsWith)) {
                bus += cpu;
            }
        }
        facts.add("cpu-bus-us", bus / NANOS_A_MICRO).add("cpu-us", all / NANOS_A_MICRO);
        facts.add("threads", threads.getThreadCount());
        return HttpResponse.text(200, facts.build().toString());
    }
}
