package org.garuda.channels.tck.bus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a bus and its broker, and fails on demand: it takes no connections, cuts those that there are, or
 * carries nothing on while they stand. What it has read and not carried on when it cuts is thrown away.
 */
public final class Relay implements AutoCloseable {

    private final HeldPort port;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private boolean frozen;
    private @Nullable ServerSocket server;

    private Relay(HeldPort port, int target) {
        this.port = port;
        this.target = target;
    }

    /** A relay that takes no connections yet. */
    public static Relay to(int target) throws IOException {
        return new Relay(new HeldPort(), target);
    }

    public int port() {
        return port.number();
    }

    /** Takes connections, and carries everything on. */
    public Relay open() throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.number()));
        server = opened;
        thread(() -> accept(opened));
        return this;
    }

    /** Carries nothing on; connections stand, and new ones are taken and stand too. */
    public void freeze() {
        synchronized (gate) {
            frozen = true;
        }
    }

    /** Carries on what comes, and what has come meanwhile. */
    public void thaw() {
        synchronized (gate) {
            frozen = false;
            gate.notifyAll();
        }
    }

    /** Cuts all connections; new ones are taken. */
    public void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        synchronized (gate) {
            gate.notifyAll();
        }
    }

    /** Cuts all connections and takes no new ones. */
    @Override
    public void close() throws IOException {
        port.close();
        ServerSocket open = server;
        if (open != null) {
            open.close();
            server = null;
        }
        cut();
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                Socket broker;
                try {
                    broker = new Socket(InetAddress.getLoopbackAddress(), target);
                } catch (IOException e) {
                    client.close();
                    continue;
                }
                sockets.add(client);
                sockets.add(broker);
                thread(() -> carry(client, broker));
                thread(() -> carry(broker, client));
                if (from.isClosed()) {
                    cut();
                }
            } catch (IOException e) {
                // Closed, or a client that went at once.
            }
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[64 << 10];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            int read = in.read(buffer);
            while (read >= 0 && passes(from)) {
                out.write(buffer, 0, read);
                read = in.read(buffer);
            }
        } catch (IOException e) {
            // Cut, by whomever.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private boolean passes(Socket from) {
        synchronized (gate) {
            while (frozen && !from.isClosed()) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    return false;
                }
            }
        }
        return !from.isClosed();
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
