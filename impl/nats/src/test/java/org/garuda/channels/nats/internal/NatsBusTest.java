package org.garuda.channels.nats.internal;

import java.net.URI;
import java.util.List;
import org.garuda.channels.spi.BusProvider;
import org.garuda.channels.tck.bus.Broker;
import org.garuda.channels.tck.bus.BrokerFixture;
import org.garuda.channels.tck.bus.BrokerProcess;
import org.garuda.channels.tck.bus.BusContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, on a NATS server that asks for user and password. */
class NatsBusTest extends BusContract {

    @RegisterExtension
    static final BrokerFixture BROKER = BrokerFixture.of(() -> BrokerProcess.start(
            "nats-server",
            (port, folder) -> List.of("-a", "127.0.0.1", "-p", "" + port, "--user", "me", "--pass", "s3cret/@:")));

    @Override
    protected Broker broker() {
        return BROKER.broker();
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
