package org.garuda.channels.jms.internal;

import jakarta.jms.ConnectionFactory;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.garuda.channels.core.internal.broker.BrokerUrl;

/**
 * Where to connect.
 *
 * @param name for messages
 * @param factory gets the connection factory; called for each try, on the bus's thread, since a server may replace it
 * @param isOwn whether it was made for us, and is to be closed
 * @param topic its name, or that under which it is found in JNDI
 */
record JmsTarget(String name, Callable<ConnectionFactory> factory, boolean isOwn, String topic) {

    static JmsTarget jndi(String name, String topic) {
        return new JmsTarget(name, () -> lookup(name), false, topic);
    }

    /** What a name stands for; the name is the operator's, as those of all connection factories are. */
    @SuppressWarnings("BanJNDI")
    static <T> T lookup(String name) throws NamingException {
        return InitialContext.doLookup(name);
    }

    static JmsTarget artemis(BrokerUrl.Address address, Optional<String> ca, boolean tls, String topic) {
        return new JmsTarget(address.toString(), () -> ArtemisFactory.of(address, ca, tls), true, topic);
    }
}
