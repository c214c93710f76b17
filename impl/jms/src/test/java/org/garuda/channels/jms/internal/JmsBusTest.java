package org.garuda.channels.jms.internal;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.garuda.channels.spi.BusProvider;
import org.garuda.channels.tck.bus.ArtemisBroker;
import org.garuda.channels.tck.bus.Broker;
import org.garuda.channels.tck.bus.BusContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, on Artemis. */
class JmsBusTest extends BusContract {

    private static @Nullable ArtemisBroker artemis;

    @BeforeAll
    static void start() throws IOException {
        artemis = ArtemisBroker.started("");
    }

    @AfterAll
    static void stop() throws IOException {
        if (artemis != null) {
            artemis.close();
        }
    }

    @Override
    protected Broker broker() {
        return Objects.requireNonNull(artemis);
    }

    @Override
    protected URI url(int port) {
        return URI.create("jms:tcp://me:s3cret%2F%40%3A@127.0.0.1:" + port);
    }

    @Override
    protected BusProvider provider() {
        return new JmsBusProvider();
    }

    @Override
    protected boolean isOfOthers(Thread thread) {
        return super.isOfOthers(thread) || ArtemisBroker.isItsThread(thread);
    }
}
