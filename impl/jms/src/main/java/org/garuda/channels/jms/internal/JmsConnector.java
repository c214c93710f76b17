package org.garuda.channels.jms.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.garuda.channels.core.internal.broker.Connector;
import org.garuda.channels.core.internal.broker.Link;
import org.garuda.channels.core.internal.broker.LinkListener;
import org.garuda.channels.spi.BusContext;

/** Connects to one of the targets. */
final class JmsConnector implements Connector {

    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final List<JmsTarget> targets;
    private final Credentials credentials;
    private final BusContext context;

    JmsConnector(List<JmsTarget> targets, Credentials credentials, BusContext context) {
        this.targets = List.copyOf(targets);
        this.credentials = credentials;
        this.context = context;
    }

    @Override
    public Link connect(LinkListener listener) throws Exception {
        IOException failed = null;
        int first = ThreadLocalRandom.current().nextInt(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            JmsTarget target = targets.get((first + i) % targets.size());
            try {
                return JmsLink.open(target, credentials, context, listener);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                String before = failed == null ? "" : failed.getMessage() + "; ";
                failed = new IOException(before + target.name() + ": " + e.getMessage(), e);
            }
        }
        throw failed == null ? new IOException("no address") : failed;
    }

    @Override
    public void close() {
        // Links share nothing.
    }
}
