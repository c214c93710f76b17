package org.garuda.channels.standalone;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request, written as it is given, on a connection of its own. */
final class RawRequest {

    /** What makes a request one for a WebSocket. */
    static final String UPGRADE =
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

    private RawRequest() {}

    /** The answer up to the end of the connection; of a handshake, as much as there is of one. */
    static String ask(Socket socket, String method, String target, String headers, String body) throws IOException {
        boolean handshake = headers.contains(UPGRADE);
        String request = method + " " + target + " HTTP/1.1\r\n" + headers + (handshake ? "" : "Connection: close\r\n")
                + "\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        InputStream in = new BufferedInputStream(socket.getInputStream());
        StringBuilder answer = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            answer.append((char) next);
            if (handshake && isWhole(answer)) {
                break; // It became a WebSocket, or a proxy keeps the connection of a refused one.
            }
        }
        return answer.toString();
    }

    private static boolean isWhole(StringBuilder answer) {
        int head = answer.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        Matcher length = LENGTH.matcher(answer);
        return answer.indexOf("HTTP/1.1 101 ") == 0
                || length.find() && answer.length() == head + 4 + Integer.parseInt(length.group(1));
    }
}
