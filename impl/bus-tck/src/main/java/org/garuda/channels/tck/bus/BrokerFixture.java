package org.garuda.channels.tck.bus;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A broker that runs while the tests of a class do. */
public final class BrokerFixture implements BeforeAllCallback, AfterAllCallback {

    /** Starts a broker. */
    @FunctionalInterface
    public interface Start {

        /**
         * Starts it.
         *
         * @return the broker, which takes connections
         * @throws IOException when it does not
         */
        Broker start() throws IOException;
    }

    private final Start start;
    private @Nullable Broker broker;

    private BrokerFixture(Start start) {
        this.start = start;
    }

    /** A broker that is started before the first test, and closed after the last. */
    public static BrokerFixture of(Start start) {
        return new BrokerFixture(start);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        broker = start.start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (broker != null) {
            broker.close();
        }
    }

    /** The broker, while the tests run. */
    public Broker broker() {
        return Objects.requireNonNull(broker, "the broker has not been started");
    }
}
