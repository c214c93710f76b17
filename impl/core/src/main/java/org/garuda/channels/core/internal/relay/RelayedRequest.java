package org.garuda.channels.core.internal.relay;

import java.util.Map;
import org.garuda.channels.core.internal.bus.BodyReader;
import org.garuda.channels.core.internal.bus.BodyWriter;
import org.garuda.channels.core.internal.bus.MalformedMessageException;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.Headers;

/**
 * A poll or post on its way to the node that has its session. Each message of this kind begins with the path of the
 * socket and the number by which the node that asks knows the request.
 *
 * @param path the socket's
 * @param id among those of the node that asks
 * @param method in capitals
 * @param address where the client is, or the empty text
 * @param headers those that matter
 * @param body of a post
 */
public record RelayedRequest(
        String path, long id, String method, String address, Map<String, String> headers, byte[] body) {

    /** A request as it came. */
    public static RelayedRequest of(
            String path, long id, String method, String token, HandshakeRequest request, byte[] body) {
        String address = request.remoteAddress();
        return new RelayedRequest(
                path, id, method, address == null ? "" : address, LongPollHeaders.forwarded(request, token), body);
    }

    /** The message. */
    public byte[] write() {
        BodyWriter out = new BodyWriter(256 + body.length)
                .text(path)
                .number(id)
                .text(method)
                .text(address)
                .number(headers.size());
        headers.forEach((name, value) -> out.text(name).text(value));
        return out.bytes(body, 0, body.length).toBytes();
    }

    /**
     * Reads it, from behind the path.
     *
     * @throws MalformedMessageException when it is none
     */
    public static RelayedRequest read(String path, BodyReader in) throws MalformedMessageException {
        long id = in.number();
        String method = in.text();
        String address = in.text();
        return new RelayedRequest(path, id, method, address, RelayedAnswer.headers(in), in.rest());
    }

    /** The request as far as this node is concerned. */
    public HandshakeRequest head() {
        Headers lines = new Headers();
        headers.forEach(lines::add);
        return new HandshakeRequest(null, lines.toMap(), null, address.isEmpty() ? null : address);
    }
}
