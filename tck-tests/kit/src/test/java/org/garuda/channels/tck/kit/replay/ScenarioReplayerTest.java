package org.garuda.channels.tck.kit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import org.garuda.channels.tck.kit.scenario.Scenario;
import org.garuda.channels.tck.kit.scenario.ScenarioReader;
import org.garuda.channels.tck.kit.socket.Utf8;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay over real sockets against a server that does right, and against ones that each do one thing wrong. */
@Timeout(60)
class ScenarioReplayerTest {

    private static final String SCENARIO = """
            {"name":"n","group":"g","tier":"contract","description":"d","steps":[
             {"open":"a","vsn":"2.0.0","expect":{"handshake":{"status":101,"subprotocol":"phoenix"}}},
             {"send":"a","text":"one","expect":{"got":{"a":[{"text":[{"phx_ref":"<phx_ref1>"}]},{"text":[2]}]}}},
             {"send":"a","bin":{"$hex":"00"},"expect":{"got":{"a":[{"binary":"0102"}]}}},
             {"send":"a","text":"end","expect":{"got":{"a":[{"close":{"code":1011,"reason":""}},{"tcp":"fin"}]}}},
             {"http":{"path":"/x"},"async":"p","expect":{}},
             {"wait":1,"expect":{}},
             {"await":"p","expect":{"http":{"status":200,"json":{"status":204,"messages":[{"text":[1]}]}}}}]}""";
    private static final String HANDSHAKE =
            "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: ACCEPT\r\nSec-WebSocket-Protocol: phoenix\r\n\r\n";
    private static final List<WebSocketFrame> REPLIES = List.of(text("[{\"phx_ref\":\"F3\"}]"), text("[2.0]"));
    private static final List<WebSocketFrame> BYTES = List.of(frame(WebSocketFrame.BINARY, 1, 2));
    private static final List<WebSocketFrame> CLOSE = List.of(frame(WebSocketFrame.CLOSE, 3, 0xf3, 'x'));
    private static final String HTTP = "HTTP/1.1 200 OK\r\n\r\n{\"messages\":[\"[1]\"],\"status\":204}";

    @Test
    void aServerThatAnswersAsRecordedHasNoDifference() {
        assertEquals(List.of(), replay(HANDSHAKE, REPLIES, BYTES, CLOSE, HTTP));
    }

    @Test
    void aFragmentedMessageIsAMessage() {
        List<WebSocketFrame> fragments = List.of(
                REPLIES.get(0),
                new WebSocketFrame(false, 0, WebSocketFrame.TEXT, false, new byte[] {'['}),
                frame(WebSocketFrame.PING, 7),
                new WebSocketFrame(true, 0, WebSocketFrame.CONTINUATION, false, new byte[] {'2', ']'}));
        List<Difference> differences = replay(HANDSHAKE, fragments, BYTES, CLOSE, HTTP);
        assertEquals(1, differences.size());
        assertEquals(
                "[{\"text\":[{\"phx_ref\":\"<phx_ref1>\"}]},{\"ping\":\"07\"},{\"text\":[2]}]",
                differences.get(0).got());
    }

    @Test
    void aWrongFrameIsReported() {
        List<WebSocketFrame> wrong = List.of(REPLIES.get(0), text("[3]"));
        assertEquals(List.of("step 1 frames of a"), places(HANDSHAKE, wrong, BYTES, CLOSE, HTTP));
    }

    @Test
    void aTextThatIsNotJsonIsReported() {
        List<WebSocketFrame> wrong = List.of(REPLIES.get(0), text("[2"));
        assertEquals(List.of("step 1 frames of a"), places(HANDSHAKE, wrong, BYTES, CLOSE, HTTP));
    }

    @Test
    void aMissingFrameIsReported() {
        assertEquals(List.of("step 1 frames of a"), places(HANDSHAKE, REPLIES.subList(0, 1), BYTES, CLOSE, HTTP));
    }

    @Test
    void anExtraFrameIsReported() {
        List<WebSocketFrame> extra = List.of(REPLIES.get(0), REPLIES.get(1), REPLIES.get(1));
        assertEquals(List.of("step 1 frames of a"), places(HANDSHAKE, extra, BYTES, CLOSE, HTTP));
    }

    @Test
    void anotherOrderIsReported() {
        List<WebSocketFrame> swapped = List.of(REPLIES.get(1), REPLIES.get(0));
        assertEquals(List.of("step 1 frames of a"), places(HANDSHAKE, swapped, BYTES, CLOSE, HTTP));
    }

    @Test
    void otherBytesAreReported() {
        List<WebSocketFrame> wrong = List.of(frame(WebSocketFrame.BINARY, 1, 3));
        assertEquals(List.of("step 2 frames of a"), places(HANDSHAKE, REPLIES, wrong, CLOSE, HTTP));
    }

    @Test
    void textInPlaceOfBinaryIsReported() {
        List<WebSocketFrame> wrong = List.of(frame(WebSocketFrame.TEXT, 1, 2));
        assertEquals(List.of("step 2 frames of a"), places(HANDSHAKE, REPLIES, wrong, CLOSE, HTTP));
    }

    @Test
    void aMaskedFrameOfAServerIsReported() {
        List<WebSocketFrame> wrong = List.of(WebSocketFrame.of(WebSocketFrame.BINARY, new byte[] {1, 2}));
        assertEquals(List.of("step 2 frames of a"), places(HANDSHAKE, REPLIES, wrong, CLOSE, HTTP));
    }

    @Test
    void aWrongCloseCodeIsReported() {
        List<WebSocketFrame> wrong = List.of(frame(WebSocketFrame.CLOSE, 3, 0xe8));
        assertEquals(List.of("step 3 frames of a"), places(HANDSHAKE, REPLIES, BYTES, wrong, HTTP));
    }

    @Test
    void aCloseThatDoesNotComeIsReported() {
        assertEquals(List.of("step 3 frames of a"), places(HANDSHAKE, REPLIES, BYTES, List.of(), HTTP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK/HTTP/1.1 500 Oops", "204/410", "[1]/[2]", "HTTP/1.1/SPDY", "[1]/1\\u0020"})
    void aWrongHttpResponseIsReported(String change) {
        String[] fromTo = change.replace("HTTP/", "HTTP:").split("/");
        String wrong = HTTP.replace(fromTo[0].replace("HTTP:", "HTTP/"), fromTo[1].replace("HTTP:", "HTTP/"));
        assertEquals(List.of("step 6 http"), places(HANDSHAKE, REPLIES, BYTES, CLOSE, wrong));
    }

    @ParameterizedTest
    @ValueSource(strings = {"phoenix/other", "Protocol: phoenix/Nothing: x", "ACCEPT/xxxx"})
    void aWrongHandshakeIsReported(String change) {
        String[] fromTo = change.split("/");
        String wrong = HANDSHAKE.replace(fromTo[0], fromTo[1]);
        assertEquals(List.of("step 0 handshake"), places(wrong, REPLIES, BYTES, CLOSE, HTTP));
    }

    @Test
    void aRefusedHandshakeIsReportedAndSoIsAllThatDoesNotFollow() {
        String refused = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
        assertEquals(
                List.of("step 0 handshake", "step 1 frames of a", "step 2 frames of a", "step 3 frames of a"),
                places(refused, REPLIES, BYTES, CLOSE, HTTP));
    }

    @Test
    void aServerThatIsNotThereIsADifferenceAndNoException() {
        ScriptedServer gone = new ScriptedServer(new ScriptedServer.Script("", List.of(), ""));
        URI webSocket = gone.webSocketBase();
        URI http = gone.httpBase();
        gone.close();
        ReplayResult result = new ScenarioReplayer(TargetServer.at(webSocket, http)).replay(scenario());
        assertEquals("handshake", result.differences().get(0).what());
        assertEquals(true, result.breaksContract());
    }

    @Test
    void aStepOnAConnectionThatWasNeverOpenedIsADifference() {
        Scenario scenario = ScenarioReader.read(SCENARIO.replace("\"send\":\"a\"", "\"send\":\"b\""));
        ScriptedServer.Script script = new ScriptedServer.Script(HANDSHAKE, List.of(), HTTP);
        try (ScriptedServer server = new ScriptedServer(script)) {
            List<Difference> differences =
                    new ScenarioReplayer(server).replay(scenario).differences();
            assertEquals(1, differences.size());
            assertEquals("error", differences.get(0).what());
        }
    }

    private static List<String> places(
            String handshake,
            List<WebSocketFrame> first,
            List<WebSocketFrame> second,
            List<WebSocketFrame> third,
            String http) {
        return replay(handshake, first, second, third, http).stream()
                .map(difference -> "step " + difference.step() + " " + difference.what())
                .toList();
    }

    private static List<Difference> replay(
            String handshake,
            List<WebSocketFrame> first,
            List<WebSocketFrame> second,
            List<WebSocketFrame> third,
            String http) {
        ScriptedServer.Script script = new ScriptedServer.Script(handshake, List.of(first, second, third), http);
        try (ScriptedServer server = new ScriptedServer(script)) {
            return new ScenarioReplayer(server).replay(scenario()).differences();
        }
    }

    private static Scenario scenario() {
        return ScenarioReader.read(SCENARIO);
    }

    private static WebSocketFrame text(String text) {
        return new WebSocketFrame(true, 0, WebSocketFrame.TEXT, false, Utf8.encode(text));
    }

    private static WebSocketFrame frame(int opcode, int... payload) {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) payload[i];
        }
        return new WebSocketFrame(true, 0, opcode, false, bytes);
    }
}
