package org.garuda.channels.jms.internal;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.garuda.channels.core.internal.broker.BrokerBus;
import org.garuda.channels.core.internal.broker.BrokerUrl;
import org.garuda.channels.spi.Bus;
import org.garuda.channels.spi.BusContext;
import org.garuda.channels.spi.BusProvider;

/**
 * Makes a bus for {@code jms:java:comp/DefaultJMSConnectionFactory} or another name in JNDI, and for {@code
 * jms:tcp://user:password@host:61616} or {@code jms:tls://…}, for which the client of Artemis has to be there. Of
 * several addresses any one will do. Behind {@code ?topic=} the topic may be named, also in JNDI ({@code
 * java:app/jms/channels}).
 */
public final class JmsBusProvider implements BusProvider {

    /** A topic costs a broker of Jakarta Messaging fifty kilobytes and a thread some milliseconds: one is for all. */
    private static final int CHANNELS = 1;

    private static final String SCHEME = "jms";
    private static final String TOPIC = "topic";
    private static final int PORT = 61616;

    /** Made by the service loader. */
    public JmsBusProvider() {}

    @Override
    public boolean accepts(URI url) {
        return SCHEME.equals(url.getScheme());
    }

    @Override
    public Bus create(URI url, BusContext context) {
        URI inner = inner(url);
        return inner.getRawAuthority() == null ? overJndi(inner, context) : overArtemis(inner, context);
    }

    private static Bus overJndi(URI url, BusContext context) {
        String[] parts = url.toString().split("\\?", 2);
        String name = parts[0];
        Optional<String> topic = Optional.empty();
        if (parts.length > 1) {
            if (!parts[1].startsWith(TOPIC + "=")) {
                throw problem("jms:" + name, "may have topic=… alone behind its question mark");
            }
            topic = Optional.of(parts[1].substring(TOPIC.length() + 1));
        }
        if (context.setting("ca-file").isPresent()
                || context.setting("certificate-file").isPresent()) {
            throw problem("jms:" + name, "uses the server's connection factory, which has its own settings for TLS");
        }
        JmsTarget target = JmsTarget.jndi(name, topic.orElse(context.prefix()));
        Credentials credentials = new Credentials(context.setting("user"), context.setting("password"));
        return bus("jms:" + name, List.of(target), credentials, context);
    }

    private static Bus overArtemis(URI url, BusContext context) {
        BrokerUrl broker = BrokerUrl.read(url, context, PORT, TOPIC);
        boolean tls = broker.scheme().equals("tls");
        if (!tls && !broker.scheme().equals("tcp")) {
            throw broker.problem(
                    "an unknown scheme", "write jms:tcp://…, jms:tls://…, or jms:java:… for a name in JNDI");
        }
        if (!broker.path().isEmpty()) {
            throw broker.problem("something behind its addresses", "name a topic with ?topic=…");
        }
        String topic = broker.parameter(TOPIC).orElse(context.prefix());
        List<JmsTarget> targets = broker.addresses().stream()
                .map(address -> JmsTarget.artemis(address, tls ? broker.caFile() : Optional.empty(), tls, topic))
                .toList();
        if (tls && broker.tls().keys() != null) {
            throw broker.problem("a client's certificate", "Artemis is reached with user and password here");
        }
        return bus("jms:" + broker, targets, new Credentials(broker.user(), broker.password()), context);
    }

    private static Bus bus(String name, List<JmsTarget> targets, Credentials credentials, BusContext context) {
        return new BrokerBus(name, CHANNELS, new JmsConnector(targets, credentials, context), context);
    }

    /** What is behind {@code jms:}. */
    private static URI inner(URI url) {
        String rest = url.getRawSchemeSpecificPart();
        if (rest.isEmpty() || rest.startsWith("/")) {
            throw problem(
                    "jms:…",
                    "has no connection factory: write jms:java:comp/DefaultJMSConnectionFactory or"
                            + " jms:tcp://host:61616");
        }
        try {
            return URI.create(rest);
        } catch (IllegalArgumentException e) {
            // Without its cause, which quotes the URL and with it a password.
            throw problem("jms:…", "is no URL: in user and password write %3A for a colon, %40 for @, %2F for a slash");
        }
    }

    private static IllegalArgumentException problem(String shown, String what) {
        return new IllegalArgumentException(BrokerUrl.SETTING + " (" + shown + ") " + what);
    }
}
