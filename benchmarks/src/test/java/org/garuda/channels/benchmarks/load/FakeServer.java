package org.garuda.channels.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.garuda.channels.benchmarks.client.ClientFrames;
import org.garuda.channels.benchmarks.dialect.PlainDialect;
import org.garuda.channels.benchmarks.metrics.ServerMeter;

/** Speaks {@link PlainDialect} with a thread for each client, and may play tricks on what it sends. */
final class FakeServer implements AutoCloseable {

    /** What becomes of a message on its way to a client. */
    interface Trick {

        /**
         * Plays the trick.
         *
         * @param client the client's number, in the order in which they joined
         * @param body the message
         * @return what is sent instead
         */
        List<String> play(int client, String body);
    }

    private record Member(int number, OutputStream out) {}

    private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final AtomicInteger joined = new AtomicInteger();
    private final Trick trick;

    FakeServer(Trick trick) throws IOException {
        this.trick = trick;
        start(this::accept);
    }

    static FakeServer honest() throws IOException {
        return new FakeServer((client, body) -> List.of(body));
    }

    Target target() {
        return new Target(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()),
                new PlainDialect(),
                ServerMeter.NONE);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "fake-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        Member member = null;
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            int newlines = 0;
            while (newlines < 4) {
                int b = in.readUnsignedByte();
                newlines = b == '\r' || b == '\n' ? newlines + 1 : 0;
            }
            out.write("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(UTF_8));
            while (true) {
                int opcode = in.readUnsignedByte() & 0xf;
                int length = in.readUnsignedByte() & 0x7f;
                length = length == 126 ? in.readUnsignedShort() : length;
                byte[] mask = in.readNBytes(4);
                byte[] text = in.readNBytes(length);
                for (int i = 0; i < length; i++) {
                    text[i] ^= mask[i % 4];
                }
                if (opcode == ClientFrames.CLOSE) {
                    return;
                }
                String message = new String(text, UTF_8);
                switch (message.charAt(0)) {
                    case 'J' -> {
                        member = new Member(joined.getAndIncrement(), out);
                        send(out, "J");
                        members.add(member);
                    }
                    case 'P' -> broadcast(message.substring(1));
                    default -> send(out, message.substring(1));
                }
            }
        } catch (IOException e) {
            // The client is gone.
        } finally {
            members.remove(member);
        }
    }

    private synchronized void broadcast(String body) {
        boolean probe = body.contains("\"s\":0,");
        for (Member member : members) {
            try {
                for (String sent : probe ? List.of(body) : trick.play(member.number, body)) {
                    send(member.out, sent);
                }
            } catch (IOException e) {
                members.remove(member);
            }
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        byte[] payload = text.getBytes(UTF_8);
        byte[] frame = new byte[payload.length + 4];
        frame[0] = (byte) 0x81;
        frame[1] = 126;
        frame[2] = (byte) (payload.length >> 8);
        frame[3] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 4, payload.length);
        synchronized (out) {
            out.write(frame);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
