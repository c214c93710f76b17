package org.garuda.channels.jms.internal;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.garuda.channels.core.internal.broker.BrokerUrl;

/** Connection factories of Artemis. The only class that knows it: without its client nobody loads this one. */
final class ArtemisFactory {

    private ArtemisFactory() {}

    static ConnectionFactory of(BrokerUrl.Address address, Optional<String> ca, boolean tls) throws JMSException {
        try {
            return new ActiveMQConnectionFactory("tcp://" + address + options(ca, tls));
        } catch (NoClassDefFoundError e) {
            JMSException missing = new JMSException(
                    "the client of Artemis is not there: add org.apache.artemis:artemis-jakarta-client");
            missing.initCause(e);
            throw missing;
        }
    }

    private static String options(Optional<String> ca, boolean tls) {
        // The bus connects anew itself; what a lost connection held must not be sent on the next.
        String options = "?reconnectAttempts=0&initialConnectAttempts=1&failoverAttempts=0"
                // Where the other brokers of a cluster are is said by the URL.
                + "&useTopologyForLoadBalancing=false"
                // Thirty seconds by default, for every call that waits.
                + "&callTimeout=2000&callFailoverTimeout=2000&connectTimeoutMillis=2000"
                // A broker that is gone without a word is noticed after 30 seconds by default, a client after 60.
                + "&clientFailureCheckPeriod=2000&connectionTTL=6000"
                // By default its threads are shared by all of the JVM and never end, which keeps an undeployed
                // application in memory.
                + "&useGlobalPools=false&threadPoolMaxSize=4&scheduledThreadPoolMaxSize=2"
                // Nobody waits for the broker's answer to a message that is lost with the connection anyway.
                + "&blockOnNonDurableSend=false&blockOnAcknowledge=false";
        if (tls) {
            options += "&sslEnabled=true&verifyHost=true"
                    + ca.map(file -> "&trustStoreType=PEMCA&trustStorePath="
                                    + URLEncoder.encode(file, StandardCharsets.UTF_8))
                            .orElse("");
        }
        return options;
    }
}
