package org.garuda.channels.nats.internal;

import java.net.URI;
import java.util.Set;
import org.garuda.channels.core.internal.broker.BrokerBus;
import org.garuda.channels.core.internal.broker.BrokerUrl;
import org.garuda.channels.spi.Bus;
import org.garuda.channels.spi.BusContext;
import org.garuda.channels.spi.BusProvider;

/**
 * Makes a bus for {@code nats://user:password@host:4222}, {@code nats://token@host}, and the same with {@code tls://}.
 * Several addresses are the seeds of a NATS cluster, of which any one will do.
 */
public final class NatsBusProvider implements BusProvider {

    /** 1,024 slots cost a node half a megabyte on the server, and spare it what it need not hear. */
    private static final int CHANNELS = 1_024;

    private static final Set<String> SCHEMES = Set.of("nats", "tls");
    private static final int PORT = 4222;

    /** Made by the service loader. */
    public NatsBusProvider() {}

    @Override
    public boolean accepts(URI url) {
        return url.getScheme() != null && SCHEMES.contains(url.getScheme());
    }

    @Override
    public Bus create(URI url, BusContext context) {
        BrokerUrl broker = BrokerUrl.read(url, context, PORT);
        if (!broker.path().isEmpty()) {
            throw broker.problem("something behind its addresses", "leave it out; NATS has no such thing");
        }
        return new BrokerBus(broker.toString(), CHANNELS, new NatsConnector(broker, context), context);
    }
}
