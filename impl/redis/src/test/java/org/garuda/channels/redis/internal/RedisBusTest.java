package org.garuda.channels.redis.internal;

import java.net.URI;
import java.util.List;
import org.garuda.channels.spi.BusProvider;
import org.garuda.channels.tck.bus.Broker;
import org.garuda.channels.tck.bus.BrokerFixture;
import org.garuda.channels.tck.bus.BrokerProcess;
import org.garuda.channels.tck.bus.BusContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, on a Redis server that asks for a password. */
class RedisBusTest extends BusContract {

    @RegisterExtension
    static final BrokerFixture BROKER = BrokerFixture.of(() -> BrokerProcess.start(
            "redis-server",
            (port, folder) ->
                    List.of("--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--requirepass", "s3cret/@:")));

    @Override
    protected Broker broker() {
        return BROKER.broker();
    }

    @Override
    protected URI url(int port) {
        return URI.create("redis://:s3cret%2F%40%3A@127.0.0.1:" + port);
    }

    @Override
    protected BusProvider provider() {
        return new RedisBusProvider();
    }
}
