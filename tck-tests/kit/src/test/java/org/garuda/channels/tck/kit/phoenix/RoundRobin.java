package org.garuda.channels.tck.kit.phoenix;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy that is not sticky: each HTTP request goes to the next node, on a connection of its own, and so does each
 * WebSocket. Knows just as much of HTTP as that takes.
 */
final class RoundRobin implements AutoCloseable {

    private static final int PIECE_BYTES = 8192;

    private final List<Integer> nodes;
    private final ServerSocket port = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    private final AtomicInteger next = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "round-robin");
        thread.setDaemon(true);
        return thread;
    });

    /** @param nodes their ports on this machine */
    RoundRobin(List<Integer> nodes) throws IOException {
        this.nodes = nodes;
        threads.execute(this::accept);
    }

    int port() {
        return port.getLocalPort();
    }

    /** How many requests it has dealt. */
    int dealt() {
        return next.get();
    }

    private void accept() {
        while (!port.isClosed()) {
            try {
                Socket client = port.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket node = new Socket(
                        InetAddress.getLoopbackAddress(),
                        nodes.get(Math.floorMod(next.getAndIncrement(), nodes.size())))) {
            open.add(node);
            try {
                node.getOutputStream().write(head(client.getInputStream()));
                threads.execute(() -> pass(client, node));
                pass(node, client);
            } finally {
                open.remove(node);
            }
        } catch (IOException e) {
            // A side is gone, and so is the other.
        } finally {
            open.remove(client);
        }
    }

    /** The head of the request, which is the only one of its connection. */
    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            if (b == '\n' && endsHead(head)) {
                break;
            }
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        if (text.toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket\r\n")) {
            return head.toByteArray();
        }
        return text.replaceAll("(?i)\r\nconnection:[^\r]*", "")
                .replaceFirst("\r\n", "\r\nConnection: close\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean endsHead(ByteArrayOutputStream head) {
        return head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
    }

    /** Passes on until the end, and ends the other direction there. */
    private static void pass(Socket from, Socket to) {
        byte[] piece = new byte[PIECE_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
                out.write(piece, 0, size);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    @Override
    public void close() throws IOException {
        port.close();
        open.forEach(RoundRobin::close);
        threads.shutdown();
    }
}
