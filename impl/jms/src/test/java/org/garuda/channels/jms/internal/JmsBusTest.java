package org.garuda.channels.jms.internal;

import java.net.URI;
import org.garuda.channels.spi.BusProvider;
import org.garuda.channels.tck.bus.ArtemisBroker;
import org.garuda.channels.tck.bus.Broker;
import org.garuda.channels.tck.bus.BrokerFixture;
import org.garuda.channels.tck.bus.BusContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, on Artemis. */
class JmsBusTest extends BusContract {

    @RegisterExtension
    static final BrokerFixture BROKER = BrokerFixture.of(() -> ArtemisBroker.started(""));

    @Override
    protected Broker broker() {
        return BROKER.broker();
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
