package org.garuda.channels.jms.internal;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.naming.NamingException;
import org.garuda.channels.core.internal.broker.Link;
import org.garuda.channels.core.internal.broker.LinkListener;
import org.garuda.channels.core.internal.broker.Patience;
import org.garuda.channels.spi.BusContext;
import org.jspecify.annotations.Nullable;

/**
 * Two connections to a topic, one in each direction, with one session each, as Jakarta EE demands of web applications;
 * and a thread that receives, since listeners are forbidden there. The topic carries all channels: a message begins with
 * its channel's name, and whoever does not want it drops it.
 *
 * <p>The consumer has a subscription once it is made. Whether the connection still stands, nobody tells without an
 * exception listener, which is forbidden too; so a message of the link's own has to come back each second.
 */
final class JmsLink implements Link {

    /** How long the thread that receives does not look whether the link is closed. */
    private static final long RECEIVE_MILLIS = 500;

    /**
     * What a slow node has not read by then is not kept for it. Longer than the few seconds that messages are of use: the
     * clocks of two machines are compared, and none should lose all messages of the other for being a little ahead.
     */
    private static final Duration KEEP = Duration.ofSeconds(30);

    private static final String PROBE = "";

    private final LinkListener listener;
    private final byte[] id = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    private final Semaphore probes = new Semaphore(0);

    /** A session is one thread's at a time, and two send: messages, and what asks whether the connection stands. */
    private final ReentrantLock sending = new ReentrantLock();

    private @Nullable ConnectionFactory own;
    private @Nullable Connection incoming;
    private @Nullable Connection outgoing;
    private @Nullable Session session;
    private @Nullable MessageProducer producer;
    private @Nullable Thread receiver;
    private volatile boolean closed;

    private JmsLink(LinkListener listener) {
        this.listener = listener;
    }

    /** Connects, and waits until a first message of its own has come back. */
    static JmsLink open(JmsTarget target, Credentials credentials, BusContext context, LinkListener listener)
            throws Exception {
        JmsLink link = new JmsLink(listener);
        try {
            link.connect(target, credentials, context);
            link.ping();
            return link;
        } catch (Exception e) {
            link.close();
            throw e;
        }
    }

    private void connect(JmsTarget target, Credentials credentials, BusContext context) throws Exception {
        ConnectionFactory factory = target.factory().call();
        own = target.isOwn() ? factory : null;
        Connection in = credentials.connect(factory);
        incoming = in;
        Session reads = in.createSession(false, Session.DUPS_OK_ACKNOWLEDGE);
        MessageConsumer consumer = reads.createConsumer(topic(target, reads));
        Connection out = credentials.connect(factory);
        outgoing = out;
        Session writes = out.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session = writes;
        MessageProducer sends = writes.createProducer(topic(target, writes));
        // What is lost with the connection need not be written to a disk.
        sends.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        // Nobody reads these, and making them costs time.
        sends.setDisableMessageID(true);
        sends.setDisableMessageTimestamp(true);
        sends.setTimeToLive(KEEP.toMillis());
        producer = sends;
        in.start();
        Thread receives = context.threads().newThread(() -> receive(consumer));
        receiver = receives;
        receives.start();
    }

    private static Topic topic(JmsTarget target, Session session) throws JMSException, NamingException {
        return target.topic().startsWith("java:")
                ? JmsTarget.lookup(target.topic())
                : session.createTopic(target.topic());
    }

    private void receive(MessageConsumer consumer) {
        try {
            while (!closed) {
                Message message = consumer.receive(RECEIVE_MILLIS);
                if (message instanceof BytesMessage bytes) {
                    received(bytes);
                }
            }
        } catch (JMSException | RuntimeException e) {
            if (!closed) {
                listener.lost(new IOException("the broker has closed the connection: " + e.getMessage(), e));
            }
        }
    }

    private void received(BytesMessage bytes) throws JMSException {
        byte[] channel = new byte[bytes.readUnsignedByte()];
        bytes.readBytes(channel);
        byte[] message = new byte[(int) bytes.getBodyLength() - 1 - channel.length];
        if (message.length > 0) {
            bytes.readBytes(message);
        }
        String name = new String(channel, StandardCharsets.US_ASCII);
        if (!name.equals(PROBE)) {
            listener.received(name, message);
        } else if (Arrays.equals(message, id)) {
            probes.release();
        }
    }

    @Override
    public Map<String, String> subscribe(List<String> channels) {
        return Map.of();
    }

    @Override
    public void unsubscribe(List<String> channels) {
        // The topic's other channels are still wanted.
    }

    @Override
    public void send(String channel, byte[] message) throws Exception {
        sending.lock();
        try {
            sendLocked(channel, message);
        } finally {
            sending.unlock();
        }
    }

    private void sendLocked(String channel, byte[] message) throws JMSException {
        Session writes = session;
        MessageProducer sends = producer;
        if (writes == null || sends == null) {
            throw new JMSException("not connected");
        }
        byte[] name = channel.getBytes(StandardCharsets.US_ASCII);
        BytesMessage bytes = writes.createBytesMessage();
        bytes.writeByte((byte) name.length);
        bytes.writeBytes(name);
        bytes.writeBytes(message);
        sends.send(bytes);
    }

    @Override
    public void flush() {
        // Each message is sent by itself.
    }

    @Override
    public void ping() throws Exception {
        probes.drainPermits();
        if (!Patience.answered(JmsConnector.TIMEOUT, nanos -> sending.tryLock(nanos, TimeUnit.NANOSECONDS))) {
            throw new IOException(
                    "the broker has taken no message for " + JmsConnector.TIMEOUT.toSeconds() + " seconds");
        }
        try {
            sendLocked(PROBE, id);
        } finally {
            sending.unlock();
        }
        if (!Patience.answered(JmsConnector.TIMEOUT, nanos -> probes.tryAcquire(nanos, TimeUnit.NANOSECONDS))) {
            throw new IOException(
                    "no message has come back from the broker for " + JmsConnector.TIMEOUT.toSeconds() + " seconds");
        }
    }

    @Override
    public void close() {
        closed = true;
        closeQuietly(incoming);
        closeQuietly(outgoing);
        if (own instanceof AutoCloseable factory) {
            closeQuietly(factory);
        }
        Thread receives = receiver;
        if (receives != null) {
            try {
                receives.join(JmsConnector.TIMEOUT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void closeQuietly(@Nullable AutoCloseable connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                System.getLogger(JmsLink.class.getName())
                        .log(System.Logger.Level.DEBUG, "a connection could not be closed in order", e);
            }
        }
    }
}
