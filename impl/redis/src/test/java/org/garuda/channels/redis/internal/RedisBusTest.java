package org.garuda.channels.redis.internal;

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

/** The contract, on a Redis server that asks for a password. */
class RedisBusTest extends BusContract {

    private static @Nullable BrokerProcess redis;

    @BeforeAll
    static void start() throws Exception {
        redis = BrokerProcess.start(
                "redis-server",
                (port, folder) -> List.of(
                        "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--requirepass", "s3cret/@:"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (redis != null) {
            redis.close();
        }
    }

    @Override
    protected Broker broker() {
        return Objects.requireNonNull(redis);
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
