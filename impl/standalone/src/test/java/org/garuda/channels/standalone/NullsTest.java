package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.enterprise.inject.Vetoed;
import jakarta.json.JsonObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.config.ClientLimits;
import org.garuda.channels.config.Hosts;
import org.garuda.channels.config.HttpSettings;
import org.garuda.channels.config.LongPollSettings;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.Origins;
import org.garuda.channels.config.OutboxLimits;
import org.garuda.channels.config.OverflowPolicy;
import org.garuda.channels.config.PresenceSettings;
import org.garuda.channels.config.Proxies;
import org.garuda.channels.config.SettingsSource;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.config.Timeouts;
import org.garuda.channels.presence.Presence;
import org.garuda.channels.presence.PresenceFetcher;
import org.garuda.channels.presence.PresenceHandle;
import org.garuda.channels.presence.PresenceListener;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.garuda.channels.standalone.internal.fixture.TestClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Gives null for each argument of each public method that takes none, and wants to read a sentence about it. */
class NullsTest {

    @Vetoed // No bean, which other tests would find.
    @Channel("rooms:*")
    private static final class Witness implements ChannelHandler {
        final List<String> handshakes = new CopyOnWriteArrayList<>();
        final CompletableFuture<List<String>> verdict = new CompletableFuture<>();
        final AtomicReference<ChannelServer> server = new AtomicReference<>();

        @Override
        public void connect(ChannelHandshake handshake) {
            handshakes.addAll(new Samples(null, null).tryAll(ChannelHandshake.class, handshake));
        }

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }

        @Override
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {
            try {
                verdict.complete(complaints(conn, event));
            } catch (Throwable e) {
                verdict.completeExceptionally(e);
            }
        }

        private List<String> complaints(ChannelConn conn, ChannelEvent event) {
            Presence presence = server.get().presence();
            PresenceHandle tracking = presence.track("rooms:b", "key", Map.of());
            Samples samples = new Samples(conn, event);
            List<String> complaints = new ArrayList<>(handshakes);
            complaints.addAll(samples.tryAll(ChannelConn.class, conn));
            complaints.addAll(samples.tryAll(ChannelClient.class, conn.client()));
            complaints.addAll(samples.tryAll(ChannelEvent.class, event));
            complaints.addAll(samples.tryAll(ChannelEvent.class, ChannelEvent.of("rooms:a", "x", Map.of())));
            complaints.addAll(
                    samples.tryAll(ChannelBroadcaster.class, server.get().broadcaster()));
            complaints.addAll(samples.tryAll(Presence.class, presence));
            complaints.addAll(samples.tryAll(PresenceHandle.class, tracking));
            return complaints;
        }
    }

    @Test
    void whatHandlersCallTakesNoNull() throws Exception {
        Witness witness = new Witness();
        try (ChannelServer server =
                        ChannelServer.builder().port(0).handler(witness).start();
                TestClient client = new TestClient(server)) {
            witness.server.set(server);
            client.join("rooms:a");
            client.send("[\"1\",\"2\",\"rooms:a\",\"try\",{}]");
            assertEquals(List.of(), witness.verdict.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatSetsAServerUpTakesNoNull() {
        Samples samples = new Samples(null, null);
        List<String> complaints = new ArrayList<>();
        complaints.addAll(samples.tryAll(ChannelServerBuilder.class, ChannelServer.builder()));
        complaints.addAll(samples.tryAll(ChannelServer.class, null));
        complaints.addAll(samples.tryAll(NodeSettings.class, NodeSettings.defaults()));
        complaints.addAll(samples.tryAll(NodeSettings.Builder.class, NodeSettings.builder()));
        complaints.addAll(samples.tryAll(SocketSettings.class, SocketSettings.defaults()));
        complaints.addAll(samples.tryAll(SocketSettings.Builder.class, SocketSettings.builder()));
        NodeSettings.builder()
                .http(http -> complaints.addAll(samples.tryAll(HttpSettings.Builder.class, http)))
                .presence(presence -> complaints.addAll(samples.tryAll(PresenceSettings.Builder.class, presence)));
        SocketSettings.builder()
                .limits(limits -> complaints.addAll(samples.tryAll(ClientLimits.Builder.class, limits)))
                .timeouts(times -> complaints.addAll(samples.tryAll(Timeouts.Builder.class, times)))
                .outbox(outbox -> complaints.addAll(samples.tryAll(OutboxLimits.Builder.class, outbox)))
                .longPoll(poll -> complaints.addAll(samples.tryAll(LongPollSettings.Builder.class, poll)));
        for (Class<?> type : List.of(
                ChannelEvent.class,
                SettingsSource.class,
                Origins.class,
                Hosts.class,
                Proxies.class,
                OverflowPolicy.class)) {
            complaints.addAll(samples.tryAll(type, null));
        }
        assertEquals(List.of(), complaints);
    }

    /** Arguments to stand beside the null. */
    private record Samples(
            @Nullable ChannelConn conn, @Nullable ChannelEvent event) {

        /** What is not refused as it should be, of an object, or of the static methods and constructors of a type. */
        List<String> tryAll(Class<?> type, @Nullable Object target) {
            Stream<Executable> executables = Stream.concat(
                    Stream.of(type.getDeclaredMethods())
                            .filter(method -> Modifier.isStatic(method.getModifiers()) == (target == null)),
                    target == null ? Stream.of(type.getDeclaredConstructors()) : Stream.empty());
            List<String> complaints = new ArrayList<>();
            executables
                    .filter(executable -> Modifier.isPublic(executable.getModifiers()) && !executable.isSynthetic())
                    .filter(executable -> !executable.getName().equals("equals"))
                    .forEach(executable -> {
                        for (int i = 0; i < executable.getParameterCount(); i++) {
                            if (takesNoNull(executable, i)) {
                                complaint(executable, target, i).ifPresent(complaints::add);
                            }
                        }
                    });
            return complaints;
        }

        private static boolean takesNoNull(Executable executable, int place) {
            Parameter parameter = executable.getParameters()[place];
            return !parameter.getType().isPrimitive()
                    && !parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }

        private Optional<String> complaint(Executable executable, @Nullable Object target, int place) {
            Object[] arguments =
                    Stream.of(executable.getParameterTypes()).map(this::sample).toArray();
            arguments[place] = null;
            String call = executable.getDeclaringClass().getSimpleName() + "." + executable.getName() + ", argument "
                    + (place + 1);
            try {
                if (executable instanceof Method method) {
                    method.setAccessible(true);
                    Object result = method.invoke(target, arguments);
                    if (result instanceof Flow.Publisher<?>) {
                        return Optional.empty();
                    }
                } else {
                    ((Constructor<?>) executable).newInstance(arguments);
                }
                return Optional.of(call + ": taken");
            } catch (InvocationTargetException e) {
                Throwable refusal = e.getCause();
                String message = String.valueOf(refusal.getMessage());
                boolean sentence =
                        (refusal instanceof NullPointerException || refusal instanceof IllegalArgumentException)
                                && message.contains(" null")
                                && !message.startsWith("Cannot ");
                return sentence ? Optional.empty() : Optional.of(call + ": " + refusal);
            } catch (ReflectiveOperationException e) {
                return Optional.of(call + ": " + e);
            }
        }

        private @Nullable Object sample(Class<?> type) {
            List<Object> samples = new ArrayList<>(List.of(
                    "text",
                    5,
                    5L,
                    true,
                    Duration.ofSeconds(5),
                    JsonObject.class,
                    new IllegalStateException("a sample"),
                    (UnaryOperator<Object>) value -> value,
                    (Consumer<Object>) value -> {},
                    (PresenceFetcher) (topic, entries) -> Map.of(),
                    new PresenceListener() {},
                    (HttpRoute) request -> HttpResponse.of(200),
                    (AutoCloseable) () -> {},
                    new RoomHandler(),
                    Origins.sameHost(),
                    Hosts.any(),
                    Proxies.none(),
                    OverflowPolicy.disconnect(),
                    NodeSettings.defaults(),
                    SocketSettings.defaults(),
                    InetAddress.getLoopbackAddress(),
                    Map.of(),
                    List.of(),
                    new String[] {"//text"}));
            if (conn != null && event != null) {
                samples.addAll(0, List.of(conn, conn.client(), event));
            } else {
                samples.add(0, ChannelEvent.of("rooms:a", "x", Map.of()));
            }
            Class<?> wanted = type == int.class
                    ? Integer.class
                    : type == long.class
                            ? Long.class
                            : type == boolean.class
                                    ? Boolean.class
                                    : type == Object.class
                                            ? Map.class
                                            : type == Type.class
                                                    ? Class.class
                                                    : type == SSLContext.class
                                                            ? null
                                                            : type == Function.class ? UnaryOperator.class : type;
            return wanted == null
                    ? null
                    : samples.stream().filter(wanted::isInstance).findFirst().orElse(null);
        }
    }
}
