package org.garuda.channels.jms.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQTopic;
import org.garuda.channels.spi.Bus;
import org.garuda.channels.tck.bus.ArtemisBroker;
import org.garuda.channels.tck.bus.BusTrial;
import org.garuda.channels.tck.bus.Certificates;
import org.garuda.channels.tck.bus.RecordingContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names in JNDI, TLS and several addresses. */
@Timeout(60)
class JmsTargetsTest {

    private static final String SECRET = "s3cret";

    private static final Map<String, Object> NAMES = new ConcurrentHashMap<>();

    /** What a server has below {@code java:}. */
    public static final class Names implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            return (Context) Proxy.newProxyInstance(
                    Names.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                        if (!method.getName().equals("lookup")) {
                            return null;
                        }
                        Object found = NAMES.get(String.valueOf(arguments[0]));
                        if (found == null) {
                            throw new NameNotFoundException(arguments[0] + " is not bound");
                        }
                        return found;
                    });
        }
    }

    @TempDir
    private Path folder;

    @BeforeEach
    void names() {
        NAMES.clear();
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Names.class.getName());
    }

    @AfterEach
    void noNames() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    }

    @Test
    void theServersConnectionFactoryIsFoundByItsName() throws Exception {
        try (ArtemisBroker artemis = ArtemisBroker.started("");
                ActiveMQConnectionFactory factory =
                        new ActiveMQConnectionFactory("tcp://127.0.0.1:" + artemis.port())) {
            NAMES.put("java:comp/DefaultJMSConnectionFactory", factory);
            BusTrial.works(
                    new JmsBusProvider(), "jms:java:comp/DefaultJMSConnectionFactory", new RecordingContext("app"));
            NAMES.put("java:app/jms/channels", new ActiveMQTopic("other"));
            BusTrial.works(
                    new JmsBusProvider(),
                    "jms:java:comp/DefaultJMSConnectionFactory?topic=java:app/jms/channels",
                    new RecordingContext("app").with("user", "me").with("password", SECRET));
        }
    }

    @Test
    void aNameThatIsNotThereIsToldAndTriedAgain() throws Exception {
        RecordingContext context = new RecordingContext("app");
        try (ArtemisBroker artemis = ArtemisBroker.started("");
                ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + artemis.port());
                Bus bus = bus("jms:java:comp/Late", context)) {
            bus.start();
            context.awaitDisconnected(1);
            String message = context.causes().get(0).toString();
            assertTrue(message.contains("java:comp/Late"), message);

            NAMES.put("java:comp/Late", factory);

            context.awaitConnected(1);
        }
    }

    @Test
    void theCaOfTheUrlIsTrusted() throws Exception {
        Certificates server = Certificates.of(folder, "ip:127.0.0.1");
        try (ArtemisBroker artemis = ArtemisBroker.started(tls("ip-127-0-0-1"))) {
            BusTrial.works(
                    new JmsBusProvider(),
                    "jms:tls://127.0.0.1:" + artemis.port() + "?ca-file=" + server.certificate(),
                    new RecordingContext("app"));
        }
    }

    @Test
    void aServerOfAnotherNameOrAnotherCaIsNotTrusted() throws Exception {
        Certificates elsewhere = Certificates.of(folder, "dns:elsewhere.example");
        try (ArtemisBroker artemis = ArtemisBroker.started(tls("dns-elsewhere-example"))) {
            for (String trust : List.of("", "?ca-file=" + elsewhere.certificate())) {
                String reason = BusTrial.fails(
                        new JmsBusProvider(),
                        "jms:tls://127.0.0.1:" + artemis.port() + trust,
                        new RecordingContext("app"));
                assertFalse(reason.isBlank());
            }
        }
    }

    @Test
    void ofSeveralAddressesOneThatAnswersIsEnough() throws Exception {
        try (ArtemisBroker artemis = ArtemisBroker.started("")) {
            BusTrial.works(
                    new JmsBusProvider(),
                    "jms:tcp://127.0.0.1:1,127.0.0.1:" + artemis.port(),
                    new RecordingContext("app"));
        }
    }

    @Test
    void whatCannotBeUsedIsToldAtOnce() {
        for (String url : List.of(
                "jms:/nothing",
                "jms:udp://host",
                "jms:tcp://me:s3cret@host/topic",
                "jms:tcp://me:s3cret@host:port",
                "jms:java:comp/Factory?tls=true")) {
            String message = assertThrows(IllegalArgumentException.class, () -> bus(url, new RecordingContext("app")))
                    .getMessage();
            assertTrue(message.startsWith("channels.bus ("), message);
            assertFalse(message.contains(SECRET), message);
        }
    }

    private static Bus bus(String url, RecordingContext context) {
        return new JmsBusProvider().create(URI.create(url), context);
    }

    private String tls(String file) {
        return "&sslEnabled=true&keyStoreType=PKCS12&keyStorePassword=changeit&keyStorePath="
                + folder.resolve(file + ".p12");
    }
}
