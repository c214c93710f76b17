package org.garuda.channels.redis.internal;

import java.net.URI;
import java.util.Set;
import org.garuda.channels.core.internal.broker.BrokerBus;
import org.garuda.channels.core.internal.broker.BrokerUrl;
import org.garuda.channels.spi.Bus;
import org.garuda.channels.spi.BusContext;
import org.garuda.channels.spi.BusProvider;

/**
 * Makes a bus for {@code redis://user:password@host:6379}, {@code rediss://…} with TLS, and {@code
 * redis-sentinel://host:26379,host:26379#master} or {@code rediss-sentinel://…}. Of several addresses of {@code redis},
 * such as the nodes of a Redis Cluster, any one will do: Pub/Sub reaches all.
 */
public final class RedisBusProvider implements BusProvider {

    /** 1,024 slots cost a node 0.25 MB on the server, and spare it what it need not hear. */
    private static final int CHANNELS = 1_024;

    private static final Set<String> SCHEMES = Set.of("redis", "rediss", "redis-sentinel", "rediss-sentinel");
    private static final int PORT = 6379;
    private static final int SENTINEL_PORT = 26379;

    /** Made by the service loader. */
    public RedisBusProvider() {}

    @Override
    public boolean accepts(URI url) {
        return url.getScheme() != null && SCHEMES.contains(url.getScheme());
    }

    @Override
    public Bus create(URI url, BusContext context) {
        boolean sentinel = url.getScheme().endsWith("-sentinel");
        BrokerUrl broker = sentinel
                ? BrokerUrl.read(url, context, SENTINEL_PORT, "sentinel-password-file")
                : BrokerUrl.read(url, context, PORT);
        if (sentinel && broker.fragment().isEmpty()) {
            throw broker.problem("no name of the master that Sentinel watches", "write it behind #, as in #mymaster");
        }
        // A number of a database is common in such URLs. Pub/Sub has nothing to do with it.
        if (!broker.path().matches("\\d*")) {
            throw broker.problem("something behind its addresses that is no number of a database", "leave it out");
        }
        return new BrokerBus(broker.toString(), CHANNELS, new RedisConnector(broker, context), context);
    }
}
