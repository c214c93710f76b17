package org.garuda.channels.tck.kit.replay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.garuda.channels.tck.kit.json.Json;
import org.garuda.channels.tck.kit.json.JsonReader;
import org.garuda.channels.tck.kit.json.JsonSyntaxException;
import org.garuda.channels.tck.kit.json.Normaliser;
import org.garuda.channels.tck.kit.json.Shortener;
import org.garuda.channels.tck.kit.socket.Utf8;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/**
 * What one WebSocket connection received, in the form of the recordings: {@code {"text": …}}, {@code {"binary": …}},
 * {@code {"close": {"code": …}}}, {@code {"tcp": "fin"}} and so on.
 */
public final class Transcript {

    private final Normaliser normaliser;
    private final List<Json.Obj> entries = new ArrayList<>();
    private long lastChange = System.nanoTime();

    public Transcript(Normaliser normaliser) {
        this.normaliser = normaliser;
    }

    public int size() {
        return entries.size();
    }

    public List<Json.Obj> since(int position) {
        return List.copyOf(entries.subList(position, entries.size()));
    }

    /** {@link System#nanoTime} of the newest entry, or of the beginning. */
    public long lastChange() {
        return lastChange;
    }

    public void text(WebSocketFrame message) {
        String text = Utf8.decode(message.payload());
        Json.Obj entry;
        try {
            entry = Json.Obj.of("text", normaliser.normalise(Shortener.shorten(JsonReader.parse(text))));
        } catch (JsonSyntaxException e) {
            entry = Json.Obj.of("nonjson", Shortener.shorten(new Json.Str(text)));
        }
        add(withOddities(entry, message));
    }

    public void binary(WebSocketFrame message) {
        add(withOddities(Json.Obj.of("binary", Shortener.binary(message.payload())), message));
    }

    public void close(WebSocketFrame frame) {
        byte[] payload = frame.payload();
        Json code = payload.length < 2
                ? Json.Literal.NULL
                : Json.Num.of(ByteBuffer.wrap(payload).getShort() & 0xffff);
        add(withOddities(Json.Obj.of("close", Json.Obj.of("code", code)), frame));
    }

    public void ping(WebSocketFrame frame) {
        add(withOddities(Json.Obj.of("ping", hex(frame)), frame));
    }

    public void pong(WebSocketFrame frame) {
        add(withOddities(Json.Obj.of("pong", hex(frame)), frame));
    }

    /** A frame of an unknown kind, or one that is not allowed where it came. */
    public void unexpected(WebSocketFrame frame) {
        Json.Obj entry = Json.Obj.of("opcode", Json.Num.of(frame.opcode())).with("hex", hex(frame));
        add(withOddities(entry, frame));
    }

    /** The end of the TCP connection: {@code fin} or {@code rst}. */
    public void tcp(String how) {
        add(Json.Obj.of("tcp", new Json.Str(how)));
    }

    private void add(Json.Obj entry) {
        entries.add(entry);
        lastChange = System.nanoTime();
    }

    private static Json hex(WebSocketFrame frame) {
        return new Json.Str(HexFormat.of().formatHex(frame.payload()));
    }

    /** No server may send these; when one does it has to show. */
    private static Json.Obj withOddities(Json.Obj entry, WebSocketFrame frame) {
        Json.Obj result = entry;
        if (!frame.fin()) {
            result = result.with("fin", Json.Literal.FALSE);
        }
        if (frame.rsv() != 0) {
            result = result.with("rsv", Json.Num.of(frame.rsv()));
        }
        if (frame.masked()) {
            result = result.with("masked", Json.Literal.TRUE);
        }
        return result;
    }
}
