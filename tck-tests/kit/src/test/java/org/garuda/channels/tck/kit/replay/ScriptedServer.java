package org.garuda.channels.tck.kit.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.garuda.channels.tck.kit.socket.FrameReader;
import org.garuda.channels.tck.kit.socket.HttpMessage;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/** A server that says what a test tells it to say, so that a test can tell it to be wrong. */
final class ScriptedServer implements TargetServer {

    /**
     * What the server says.
     *
     * @param handshake the answer to an upgrade; {@code ACCEPT} stands for the right key
     * @param answers the frames that follow the first, second, … frame of a client that is no pong
     * @param http the answer to any other request
     */
    record Script(String handshake, List<List<WebSocketFrame>> answers, String http) {}

    private static final Pattern KEY = Pattern.compile("Sec-WebSocket-Key: (\\S+)");

    private final Script script;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    ScriptedServer(Script script) {
        this.script = script;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::acceptAll);
    }

    @Override
    public URI webSocketBase() {
        return URI.create("ws://127.0.0.1:" + listener.getLocalPort() + "/socket");
    }

    @Override
    public URI httpBase() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void acceptAll() {
        try {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException | RejectedExecutionException e) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (HttpMessage.endOfHead(head.toByteArray()) < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    return;
                }
                head.write(next);
            }
            String request = head.toString(StandardCharsets.ISO_8859_1);
            if (request.contains("Upgrade: websocket")) {
                write(socket, script.handshake().replace("ACCEPT", accept(request)));
                answerFrames(socket);
            } else {
                write(socket, script.http());
            }
        } catch (IOException e) {
            // the client has seen enough
        }
    }

    private void answerFrames(Socket socket) throws IOException {
        FrameReader frames = new FrameReader();
        int answered = 0;
        byte[] buffer = new byte[4096];
        for (int count = 0; count >= 0; count = socket.getInputStream().read(buffer)) {
            frames.add(Arrays.copyOf(buffer, count));
            for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                if (frame.get().opcode() == WebSocketFrame.CLOSE
                        || answered == script.answers().size()) {
                    return;
                }
                if (frame.get().opcode() == WebSocketFrame.PONG) {
                    continue;
                }
                for (WebSocketFrame answer : script.answers().get(answered)) {
                    socket.getOutputStream().write(answer.encode());
                }
                answered++;
            }
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String accept(String request) {
        Matcher key = KEY.matcher(request);
        if (!key.find()) {
            return "";
        }
        try {
            byte[] input = (key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(input));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
