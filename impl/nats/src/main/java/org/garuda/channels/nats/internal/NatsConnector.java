package org.garuda.channels.nats.internal;

import io.nats.client.Options;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.garuda.channels.core.internal.broker.BrokerUrl;
import org.garuda.channels.core.internal.broker.Connector;
import org.garuda.channels.core.internal.broker.Link;
import org.garuda.channels.core.internal.broker.LinkListener;
import org.garuda.channels.spi.BusContext;
import org.jspecify.annotations.Nullable;

/** Connects to one of the seeds. */
final class NatsConnector implements Connector {

    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final BrokerUrl url;
    private final BusContext context;
    private final Optional<String> user;
    private final Optional<String> password;
    private final @Nullable SSLContext tls;

    /** Reads everything, so that what is wrong is told now. */
    NatsConnector(BrokerUrl url, BusContext context) {
        this.url = url;
        this.context = context;
        this.user = url.user();
        this.password = url.password();
        if (user.isEmpty() && password.isPresent()) {
            throw url.problem("a password without a user", "write user:password@host, or token@host for a token");
        }
        try {
            this.tls = url.scheme().equals("tls") ? NamedHosts.checked(url.tls()) : null;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(url + " cannot be reached over TLS: " + e.getMessage(), e);
        }
    }

    @Override
    public Link connect(LinkListener listener) throws Exception {
        return NatsLink.open(url.toString(), options(), context, listener);
    }

    @Override
    public void close() {
        // Links share nothing.
    }

    private Options.Builder options() {
        Options.Builder options = new Options.Builder()
                .servers(url.addresses().stream()
                        .map(address -> url.scheme() + "://" + address)
                        .toArray(String[]::new))
                // Shown in the server's lists of connections.
                .connectionName(context.prefix())
                // It gives up for ever after two minutes by default, subscribes again without telling when that is
                // confirmed, and sends what has waited for the connection, however old. So a lost connection is
                // replaced
                // by a new one.
                .maxReconnects(0)
                // Eight megabytes by default, and unlimited when it is negative.
                .reconnectBufferSize(0)
                // The addresses that servers tell of each other may be of another network.
                .ignoreDiscoveredServers()
                // Any other mode replaces names by addresses, for which there is no certificate, or resolves nothing.
                .hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs)
                .connectionTimeout(TIMEOUT);
        // The ping is the bus's, each second with two seconds for the answer; the library's own, of every two minutes,
        // stays as a second line.
        if (tls != null) {
            options.sslContext(tls);
        }
        if (user.isPresent() && password.isPresent()) {
            options.userInfo(user.get().toCharArray(), password.get().toCharArray());
        } else {
            user.ifPresent(token -> options.token(token.toCharArray()));
        }
        return options;
    }
}
