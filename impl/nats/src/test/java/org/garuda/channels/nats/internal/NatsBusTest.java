package org.garuda.channels.nats.internal;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.garuda.channels.spi.BusProvider;
import org.garuda.channels.tck.bus.Broker;
import org.garuda.channels.tck.bus.BrokerProcess;
import org.garuda.channels.tck.bus.BusContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, on a NATS server that asks for user and password. */
class NatsBusTest extends BusContract {

    private static @Nullable BrokerProcess nats;

    @BeforeAll
    static void start() throws Exception {
        nats = BrokerProcess.start(
                "nats-server",
                (port, folder) -> List.of("-a", "127.0.0.1", "-p", "" + port, "--user", "me", "--pass", "s3cret/@:"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (nats != null) {
            nats.close();
        }
    }

    @Override
    protected Broker broker() {
        return Objects.requireNonNull(nats);
    }

    @Override
    protected URI url(int port) {
        return URI.create("nats://me:s3cret%2F%40%3A@127.0.0.1:" + port);
    }

    @Override
    protected BusProvider provider() {
        return new NatsBusProvider();
    }
}
