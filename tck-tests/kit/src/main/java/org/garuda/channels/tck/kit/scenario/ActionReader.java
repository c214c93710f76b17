package org.garuda.channels.tck.kit.scenario;

import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.garuda.channels.tck.kit.json.Json;
import org.garuda.channels.tck.kit.socket.Handshake;
import org.garuda.channels.tck.kit.socket.HttpRequest;
import org.garuda.channels.tck.kit.socket.Urls;
import org.garuda.channels.tck.kit.socket.Utf8;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/** Reads what a step of a scenario file tells the client to do. */
public final class ActionReader {

    private ActionReader() {}

    public static Action read(ScenarioFields fields) {
        if (fields.has("open")) {
            return new Action.Open(fields.requiredText("open"), handshake(fields));
        }
        if (fields.has("send")) {
            return new Action.Send(fields.requiredText("send"), messages(fields));
        }
        if (fields.has("frame")) {
            List<WebSocketFrame> frames =
                    fields.array("frames").stream().map(ActionReader::frame).toList();
            return new Action.Send(fields.requiredText("frame"), frames);
        }
        if (fields.has("rawBytes")) {
            return new Action.RawBytes(fields.requiredText("rawBytes"), hex(fields.requiredText("hex")));
        }
        if (fields.has("close")) {
            OptionalInt code = fields.integer("code").map(OptionalInt::of).orElse(OptionalInt.empty());
            return new Action.Close(
                    fields.requiredText("close"), code, fields.text("reason").orElse(""));
        }
        if (fields.has("destroy")) {
            return new Action.Destroy(fields.requiredText("destroy"));
        }
        if (fields.has("fin")) {
            return new Action.Finish(fields.requiredText("fin"));
        }
        if (fields.has("await")) {
            return new Action.Await(fields.requiredText("await"));
        }
        if (fields.has("http")) {
            return http(fields);
        }
        return new Action.Pause(
                Duration.ofMillis(fields.integer("wait").orElseThrow(() -> fields.wrong("step", "not understood"))));
    }

    private static Handshake handshake(ScenarioFields fields) {
        Map<String, String> parameters = new LinkedHashMap<>(fields.texts("params"));
        fields.text("vsn").ifPresent(version -> parameters.put("vsn", version));
        return new Handshake(
                fields.text("method").orElse("GET"),
                fields.text("httpVersion").orElse("1.1"),
                fields.text("path"),
                fields.text("query").orElseGet(() -> Urls.query(parameters)),
                fields.text("key"),
                fields.headers("headers"),
                fields.json("pipelined").map(ActionReader::bytes).orElse(new byte[0]),
                fields.flag("autoPong", true),
                fields.flag("autoClose", true));
    }

    private static List<WebSocketFrame> messages(ScenarioFields fields) {
        if (fields.has("text")) {
            return fields.strings("text").stream()
                    .map(text -> WebSocketFrame.of(WebSocketFrame.TEXT, Utf8.encode(text)))
                    .toList();
        }
        byte[] binary = fields.has("hex") ? hex(fields.requiredText("hex")) : bytes(fields.required("bin"));
        return List.of(WebSocketFrame.of(WebSocketFrame.BINARY, binary));
    }

    private static WebSocketFrame frame(Json value) {
        ScenarioFields fields = new ScenarioFields("frame", value);
        byte[] payload = fields.has("hex")
                ? hex(fields.requiredText("hex"))
                : fields.json("payload").map(ActionReader::bytes).orElse(new byte[0]);
        WebSocketFrame frame = new WebSocketFrame(
                fields.flag("fin", true),
                fields.integer("rsv").orElse(0),
                fields.integer("opcode").orElseThrow(() -> fields.wrong("opcode", "missing")),
                fields.flag("mask", true),
                payload);
        fields.end();
        return frame;
    }

    private static Action http(ScenarioFields step) {
        ScenarioFields fields = new ScenarioFields("http", step.required("http"));
        HttpRequest request = new HttpRequest(
                fields.text("method").orElse("GET"),
                fields.text("path").orElse("/"),
                fields.headers("headers"),
                fields.json("body").map(ActionReader::bytes));
        fields.end();
        // the recorder wrote the headers down a second time beside the request
        step.ignore("headers");
        return new Action.Http(request, step.text("async"), step.texts("save"));
    }

    /** A string is its UTF-8, {@code {"$hex": "…"}} the bytes it spells. */
    private static byte[] bytes(Json value) {
        if (value instanceof Json.Str text) {
            return Utf8.encode(text.value());
        }
        ScenarioFields fields = new ScenarioFields("bytes", value);
        byte[] bytes = hex(fields.requiredText("$hex"));
        fields.end();
        return bytes;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
