package org.garuda.channels.standalone.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.connection.Transport;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.topic.Route;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.ServerAccess;
import org.garuda.channels.standalone.internal.fixture.Heap;
import org.garuda.channels.standalone.internal.fixture.LogWatch;
import org.garuda.channels.standalone.internal.fixture.RawClient;
import org.garuda.channels.standalone.internal.fixture.ServedRooms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random and damaged messages of both versions, whole or as bytes of frames that are cut anywhere, with control frames
 * between and wrong ones now and then: nothing escapes, nobody else sees anything, nothing is left behind, and the
 * server still answers. The seed is printed; {@code -Dfuzz.seed=…} sets it.
 */
class FuzzTest {

    private static final int STEPS = 10;
    private static final int FRAMES_OF_A_STEP = 18_000;
    private static final int FRAMES_OVER_SOCKETS = 20_000;
    private static final long MOST_GROWTH_BYTES = 4 * 1024 * 1024;

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final FuzzFrames frames = new FuzzFrames(random);
    private final WireFrames wire = new WireFrames(random);
    private final LogWatch log = new LogWatch();
    private final JsonParserFactory parsers = Json.createParserFactory(Map.of());

    @AfterEach
    void giveLogBack() {
        log.close();
    }

    @Test
    void theEngineTakesAnyMessageAndKeepsNothingOfIt() throws Exception {
        System.out.println("fuzz.seed=" + seed);
        ChannelEngine engine = new ChannelEngine(
                NodeSettings.defaults(),
                new PayloadCodec(),
                CallContext.ofCurrentClassLoader(),
                CallbackExecutor.on(Runnable::run));
        ChannelSocket socket =
                engine.socket(SocketSettings.defaults(), List.of(Route.of(List.of("rooms:*"), new FuzzHandler())));
        List<Visitor> bystanders = List.of(bystander(socket, false), bystander(socket, true));
        List<Long> heap = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            int left = FRAMES_OF_A_STEP;
            while (left > 0) {
                left -= visit(socket);
            }
            bystanders.forEach(Visitor::sayNothingButTheirOwn);
            assertEquals(
                    Map.of("clients", 2, "identified", 0, "topics", 1, "departing", 0),
                    engine.inventory(),
                    () -> "fuzz.seed=" + seed);
            heap.add(Heap.used());
        }
        engine.stop(CloseReason.UNDEPLOYED);
        assertFlat(heap);
        assertNoTrouble();
    }

    @Test
    void theServerTakesAnyMessageAndAnyFrame() throws Exception {
        System.out.println("fuzz.seed=" + seed);
        try (ChannelServer server = ChannelServer.builder()
                        .port(0)
                        .handler("rooms:*", new FuzzHandler())
                        .start();
                RawClient bystander = new RawClient(server, "vsn=2.0.0&bystander=yes").join(FuzzFrames.CLOSED)) {
            List<Long> heap = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                int left = FRAMES_OVER_SOCKETS / STEPS;
                while (left > 0) {
                    left -= visit(server);
                }
                bystander
                        .text("[\"1\",\"2\",\"rooms:closed\",\"echo\",{}]")
                        .expect("[\"1\",\"2\",\"rooms:closed\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
                awaitNobodyBut(1, ServerAccess.engine(server));
                heap.add(Heap.used());
            }
            assertFlat(heap);
        }
        assertNoTrouble();
    }

    /** Four clients at once, in turns; returns how many messages they sent. */
    private int visit(ChannelSocket socket) {
        List<Visitor> visitors = new ArrayList<>();
        double wildness = wildness();
        for (int i = 0; i < 4; i++) {
            visitors.add(new Visitor(socket, i % 2 == 1, ""));
        }
        int sent = 0;
        for (Visitor visitor : visitors) {
            if (random.nextInt(8) > 0) {
                sent += visitor.send(frames.join(visitor.v1), 0);
            }
        }
        for (int turns = random.nextInt(200); turns > 0; turns--) {
            Visitor visitor = visitors.get(random.nextInt(4));
            sent += visitor.send(frames.next(visitor.v1, wildness), wildness);
        }
        visitors.forEach(visitor -> visitor.protocol.gone());
        return sent;
    }

    /** One client; now and then it knows nothing of WebSocket either. Returns how many frames it sent. */
    private int visit(ChannelServer server) throws IOException {
        boolean v1 = random.nextBoolean();
        double wildness = wildness();
        int sent = 0;
        try (RawClient client = new RawClient(server, v1 ? "vsn=1.0.0" : "vsn=2.0.0")) {
            try {
                client.text(frames.join(v1).asText());
                for (int left = 1 + random.nextInt(30); left > 0; left--) {
                    FuzzFrames.Message message = frames.next(v1, wildness);
                    sent++;
                    byte[] bytes = random.nextDouble() < wildness / 8 ? message.bytes() : wire(message, wildness);
                    int cut = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length + 1);
                    client.raw(Arrays.copyOf(bytes, cut));
                    client.raw(Arrays.copyOfRange(bytes, cut, bytes.length));
                }
                if (random.nextBoolean()) {
                    client.reset();
                }
            } catch (IOException e) {
                // The server has closed the connection at a frame before.
            }
        }
        return Math.max(sent, 1);
    }

    private byte[] wire(FuzzFrames.Message message, double wildness) {
        return random.nextDouble() < wildness / 8
                ? wire.wrong(message.text(), message.bytes())
                : wire.message(message.text(), message.bytes());
    }

    private double wildness() {
        return List.of(0.0, 0.02, 0.1, 0.5, 1.0).get(random.nextInt(5));
    }

    private Visitor bystander(ChannelSocket socket, boolean v1) {
        Visitor visitor = new Visitor(socket, v1, "&bystander=yes");
        visitor.send(
                v1
                        ? "{\"topic\":\"rooms:closed\",\"event\":\"phx_join\",\"payload\":{},\"ref\":\"1\"}"
                        : "[\"1\",\"1\",\"rooms:closed\",\"phx_join\",{}]");
        assertEquals(1, visitor.received.size());
        visitor.received.clear();
        return visitor;
    }

    private static void awaitNobodyBut(int clients, ChannelEngine engine) throws InterruptedException {
        Map<String, Integer> rest = Map.of("clients", clients, "identified", 0, "topics", clients, "departing", 0);
        ServedRooms.await(
                () -> "left behind: " + engine.inventory() + ", not " + rest, () -> rest.equals(engine.inventory()));
    }

    /** The first steps fill caches and load classes. */
    private void assertFlat(List<Long> heap) {
        System.out.println("heap in use after each step: " + heap);
        assertTrue(
                heap.get(heap.size() - 1) - heap.get(2) < MOST_GROWTH_BYTES,
                () -> "fuzz.seed=" + seed + " heap " + heap);
    }

    private void assertNoTrouble() {
        assertEquals(List.of(), log.trouble(), () -> "fuzz.seed=" + seed);
    }

    /** A client without a connection: what the server writes is read at once, and must be a frame. */
    private final class Visitor implements Transport, FrameReader.Controls {
        private final boolean v1;
        private final ProtocolSession protocol;
        private final FrameReader reader;
        private final List<String> received = new ArrayList<>();

        Visitor(ChannelSocket socket, boolean v1, String query) {
            this.v1 = v1;
            String vsn = v1 ? "vsn=1.0.0" : "vsn=2.0.0";
            HandshakeResult result = socket.acceptWebSocket(new HandshakeRequest(vsn + query, Map.of(), null, null));
            protocol = ((HandshakeResult.Accepted) result).session();
            reader = new FrameReader(protocol, this);
            protocol.opened(this);
        }

        int send(FuzzFrames.Message message, double wildness) {
            try {
                if (random.nextBoolean()) {
                    read(wire(message, wildness));
                } else if (message.text()) {
                    protocol.text(message.asText());
                } else {
                    protocol.binary(message.bytes());
                }
            } catch (RuntimeException | Error e) {
                throw new AssertionError("fuzz.seed=" + seed + ": " + message, e);
            }
            return 1;
        }

        private void read(byte[] bytes) {
            int at = 0;
            while (at < bytes.length && !reader.isFinished()) {
                int size = random.nextBoolean() ? bytes.length - at : 1 + random.nextInt(bytes.length - at);
                reader.read(ByteBuffer.wrap(bytes, at, size), size);
                at += size;
            }
        }

        void send(String text) {
            protocol.text(text);
        }

        @Override
        public void ping(byte[] payload) {
            assertTrue(payload.length <= 125, () -> "fuzz.seed=" + seed);
        }

        @Override
        public void close(byte[] payload) {
            protocol.leaves();
        }

        void sayNothingButTheirOwn() {
            assertEquals(List.of(), received, () -> "fuzz.seed=" + seed);
            send(
                    v1
                            ? "{\"topic\":\"rooms:closed\",\"event\":\"echo\",\"payload\":{},\"ref\":\"2\"}"
                            : "[\"1\",\"2\",\"rooms:closed\",\"echo\",{}]");
            assertEquals(1, received.size(), () -> "fuzz.seed=" + seed);
            assertTrue(received.remove(0).contains("\"ok\""), () -> "fuzz.seed=" + seed);
        }

        @Override
        public void wake() {
            for (Frame frame = protocol.outbox().poll(0);
                    frame != null;
                    frame = protocol.outbox().poll(0)) {
                if (frame.isBinary()) {
                    checkBinary(frame.payload());
                    received.add("binary");
                } else {
                    checkText(frame.text());
                    received.add(frame.text());
                }
            }
            if (protocol.outbox().end() != null) {
                protocol.gone();
            }
        }

        @Override
        public void abort(CloseReason reason) {
            protocol.gone();
        }

        private void checkText(String text) {
            int depth = 0;
            int elements = 0;
            try (JsonParser parser = parsers.createParser(new StringReader(text))) {
                while (parser.hasNext()) {
                    JsonParser.Event event = parser.next();
                    boolean ends = event == JsonParser.Event.END_ARRAY || event == JsonParser.Event.END_OBJECT;
                    elements += depth == 1 && !ends && event != JsonParser.Event.KEY_NAME ? 1 : 0;
                    boolean starts = event == JsonParser.Event.START_ARRAY || event == JsonParser.Event.START_OBJECT;
                    depth += starts ? 1 : ends ? -1 : 0;
                }
            }
            assertEquals(v1 ? '{' : '[', text.charAt(0), text);
            assertEquals(v1 ? 4 : 5, elements, text);
        }

        private void checkBinary(byte[] bytes) {
            int sizes = List.of(3, 4, 2).get(bytes[0]);
            int rest = bytes.length - 1 - sizes;
            for (int i = 1; i <= sizes; i++) {
                rest -= bytes[i] & 0xff;
            }
            assertTrue(!v1 && rest >= 0, () -> Arrays.toString(bytes));
        }
    }
}
