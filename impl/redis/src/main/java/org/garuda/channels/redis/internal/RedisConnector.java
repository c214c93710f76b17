package org.garuda.channels.redis.internal;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import org.garuda.channels.core.internal.broker.BrokerTls;
import org.garuda.channels.core.internal.broker.BrokerUrl;
import org.garuda.channels.core.internal.broker.Connector;
import org.garuda.channels.core.internal.broker.Link;
import org.garuda.channels.core.internal.broker.LinkListener;
import org.garuda.channels.spi.BusContext;
import org.jspecify.annotations.Nullable;

/** Connects to one of the addresses, or to the master that Sentinel names. Lettuce's threads begin with the first try. */
final class RedisConnector implements Connector {

    /** Lettuce waits a minute by default; a broker that takes that long is as good as gone. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Lettuce asks for two of each at least. */
    private static final int THREADS = 2;

    private final BusContext context;
    private final List<RedisURI> targets;
    private final ClientOptions options;
    private @Nullable ClientResources resources;
    private @Nullable RedisClient client;

    /** Reads everything, so that what is wrong is told now. */
    RedisConnector(BrokerUrl url, BusContext context) {
        this.context = context;
        this.targets = url.scheme().endsWith("-sentinel") ? List.of(sentinel(url)) : servers(url);
        this.options = options(url.scheme().startsWith("rediss") ? Optional.of(url.tls()) : Optional.empty());
    }

    @Override
    public Link connect(LinkListener listener) throws Exception {
        RedisClient connecting = client();
        IOException failed = null;
        int first = ThreadLocalRandom.current().nextInt(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            RedisURI target = targets.get((first + i) % targets.size());
            try {
                return RedisLink.open(connecting, target, context.prefix(), listener);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                IOException one = new IOException(name(target) + ": " + RedisFailures.sentence(e), e);
                if (failed == null) {
                    failed = one;
                } else {
                    failed = new IOException(failed.getMessage() + "; " + one.getMessage(), e);
                }
            }
        }
        throw failed == null ? new IOException("no address") : failed;
    }

    @Override
    public void close() {
        RedisClient open = client;
        ClientResources shared = resources;
        if (open != null && shared != null) {
            // Without the two seconds of quiet that are the default: whatever there was is closed.
            open.shutdown(Duration.ZERO, Duration.ofSeconds(1));
            shared.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
    }

    private RedisClient client() {
        RedisClient made = client;
        if (made == null) {
            ClientResources shared = DefaultClientResources.builder()
                    .ioThreadPoolSize(THREADS)
                    .computationThreadPoolSize(THREADS)
                    .threadFactoryProvider(pool -> context.threads())
                    // Nobody reads the statistics of each command.
                    .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                    // Names mean the same here as everywhere else in the JVM, hosts files included.
                    .addressResolverGroup(DefaultAddressResolverGroup.INSTANCE)
                    .build();
            resources = shared;
            made = RedisClient.create(shared);
            made.setOptions(options);
            client = made;
        }
        return made;
    }

    private static ClientOptions options(Optional<BrokerTls> tls) {
        ClientOptions.Builder options = ClientOptions.builder()
                // It subscribes again with one command for all channels, by which Redis cuts off whoever has very many,
                // and tells nobody when that fails; and it sends what has waited for the connection, however old. So a
                // lost connection is replaced by a new one, and what it held is gone with it.
                .autoReconnect(false)
                // Without a connection nothing is queued (by default it is).
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                // Two billion by default. What is on its way is bounded in bytes by the link.
                .requestQueueSize(10_000)
                // Each message would have a timer; the ping of every second waits behind all messages, and has one.
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                // Only Redis's own cloud sends these, and asking for them takes a right that a restricted user lacks.
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(TIMEOUT)
                        .keepAlive(true)
                        .tcpNoDelay(true)
                        .build());
        tls.ifPresent(its -> options.sslOptions(ssl(its)));
        return options.build();
    }

    private static SslOptions ssl(BrokerTls tls) {
        SslOptions.Builder ssl =
                SslOptions.builder().jdkSslProvider().handshakeTimeout(TIMEOUT).trustManager(tls.trust());
        KeyManagerFactory keys = tls.keys();
        if (keys != null) {
            ssl.keyManager(keys);
        }
        return ssl.build();
    }

    private static List<RedisURI> servers(BrokerUrl url) {
        List<RedisURI> servers = new ArrayList<>();
        for (BrokerUrl.Address address : url.addresses()) {
            servers.add(complete(RedisURI.Builder.redis(address.host(), address.port()), url));
        }
        return List.copyOf(servers);
    }

    private static RedisURI sentinel(BrokerUrl url) {
        RedisURI.Builder target = null;
        Optional<String> password = url.secretFile("sentinel-password-file");
        for (BrokerUrl.Address address : url.addresses()) {
            if (target == null) {
                target = RedisURI.Builder.sentinel(
                        address.host(), address.port(), url.fragment(), password.orElse(null));
            } else {
                target.withSentinel(address.host(), address.port(), password.orElse(null));
            }
        }
        return complete(Objects.requireNonNull(target, "there is an address"), url);
    }

    private static RedisURI complete(RedisURI.Builder target, BrokerUrl url) {
        target.withTimeout(TIMEOUT);
        if (url.scheme().startsWith("rediss")) {
            target.withSsl(true).withVerifyPeer(SslVerifyMode.FULL);
        }
        Optional<String> user = url.user();
        Optional<String> password = url.password();
        if (user.isPresent()) {
            if (password.isEmpty()) {
                throw url.problem(
                        "a user without a password", "write user:password@host, or set channels.bus.password-file");
            }
            target.withAuthentication(user.get(), password.get().toCharArray());
        } else {
            password.ifPresent(secret -> target.withPassword(secret.toCharArray()));
        }
        return target.build();
    }

    /** Without the password, which Lettuce's own text has as stars, and without the user. */
    private static String name(RedisURI target) {
        return target.getSentinels().isEmpty()
                ? target.getHost() + ":" + target.getPort()
                : target.getSentinelMasterId() + " of Sentinel";
    }
}
