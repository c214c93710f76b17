package org.garuda.channels.tck.kit.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.garuda.channels.tck.kit.scenario.Action;
import org.garuda.channels.tck.kit.scenario.Scenarios;
import org.garuda.channels.tck.kit.scenario.Step;
import org.garuda.channels.tck.kit.socket.Utf8;
import org.junit.jupiter.api.Test;

class ShortenerTest {

    @Test
    void longTextIsItsLengthInCharactersAndADigestOfItsBytes() {
        assertEquals(
                JsonReader.parse("{\"$str\":601,\"sha256\":\"76aee08faae7feed\"}"),
                Shortener.shorten(new Json.Str("é".repeat(601))));
        assertEquals(
                JsonReader.parse("{\"$str\":601,\"sha256\":\"02f52a2ea0d35877\"}"),
                Shortener.shorten(new Json.Str("\ud800".repeat(601))));
        assertEquals(new Json.Str("é".repeat(600)), Shortener.shorten(new Json.Str("é".repeat(600))));
    }

    @Test
    void aLongArrayIsItsLengthAndItsFirstElement() {
        Json one = Json.Num.of(1);
        Json array = new Json.Arr(Collections.nCopies(201, one));
        assertEquals(JsonReader.parse("{\"$arr\":201,\"first\":1}"), Shortener.shorten(array));
        Json shortEnough = new Json.Arr(Collections.nCopies(200, one));
        assertEquals(shortEnough, Shortener.shorten(shortEnough));
    }

    @Test
    void aLongKeyIsItsLength() {
        assertEquals(
                JsonReader.parse("{\"$key:601\":1}"), Shortener.shorten(Json.Obj.of("k".repeat(601), Json.Num.of(1))));
    }

    @Test
    void longBinaryIsItsLengthAndItsDigest() {
        assertEquals(new Json.Str("00".repeat(600)), Shortener.binary(new byte[600]));
        assertEquals(
                JsonReader.parse("{\"$hex\":601,\"sha256\":\"1b94bb6a330c9159\"}"), Shortener.binary(new byte[601]));
    }

    @Test
    void deepNestingIsMarkedAsItIsInTheRecordings() {
        for (String name : List.of("json.deep_10000", "json.deep_100000")) {
            Step echo = Scenarios.all().stream()
                    .filter(scenario -> scenario.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .steps()
                    .get(2);
            String sent =
                    Utf8.decode(((Action.Send) echo.action()).frames().get(0).payload());
            Json payload = ((Json.Arr) JsonReader.parse(sent)).items().get(4);
            Json reply = Json.Obj.of("status", new Json.Str("ok")).with("response", payload);
            Json text = new Json.Arr(List.of(
                    new Json.Str("1"),
                    new Json.Str("2"),
                    new Json.Str("rooms:" + name),
                    new Json.Str("phx_reply"),
                    reply));
            assertEquals(echo.expected().frames().get("a").get(0), Json.Obj.of("text", Shortener.shorten(text)));
        }
    }
}
