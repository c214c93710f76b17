package org.garuda.channels.tck.cluster.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Tells a Redis what to do, as an operator does with its command line. */
public final class Redis implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5_000;

    private final Socket socket;
    private final BufferedReader in;

    /**
     * Connects.
     *
     * @param port where it listens on 127.0.0.1
     * @throws IOException when it does not
     */
    public Redis(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Gives a command.
     *
     * @param line its words, without blanks in them
     * @return the answer: a line, or the text of a bulk answer
     * @throws IOException when the connection is lost, or the command is refused
     */
    public String command(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        String answer = in.readLine();
        if (answer == null || answer.startsWith("-")) {
            throw new IOException(line + ": " + answer);
        }
        if (!answer.startsWith("$")) {
            return answer;
        }
        char[] text = new char[Integer.parseInt(answer.substring(1)) + 2];
        int length = 0;
        while (length < text.length) {
            int read = in.read(text, length, text.length - length);
            if (read < 0) {
                throw new IOException("the answer to " + line + " is cut");
            }
            length += read;
        }
        return new String(text, 0, length - 2);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
