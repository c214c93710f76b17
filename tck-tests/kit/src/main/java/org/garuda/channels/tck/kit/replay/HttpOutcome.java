package org.garuda.channels.tck.kit.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.garuda.channels.tck.kit.json.Json;
import org.garuda.channels.tck.kit.json.JsonReader;
import org.garuda.channels.tck.kit.json.JsonSyntaxException;
import org.garuda.channels.tck.kit.json.Normaliser;
import org.garuda.channels.tck.kit.json.Shortener;
import org.garuda.channels.tck.kit.socket.HttpResponse;
import org.garuda.channels.tck.kit.socket.Utf8;

/** Writes an HTTP response down in the form of the recordings. */
final class HttpOutcome {

    private HttpOutcome() {}

    /**
     * Status and body: {@code json} when the body is JSON, else {@code body}.
     *
     * @param save variables to set, each to a member of the body
     */
    static Json.Obj of(HttpResponse response, Map<String, String> save, Variables variables, Normaliser normaliser) {
        Json status =
                response.status().isPresent() ? Json.Num.of(response.status().getAsInt()) : Json.Literal.NULL;
        Json.Obj outcome = Json.Obj.of("status", status);
        if (response.body().isEmpty()) {
            return outcome;
        }
        String body = Utf8.decode(response.body().get());
        try {
            Json json = JsonReader.parse(body);
            save.forEach((variable, member) -> save(variable, member, json, variables));
            return outcome.with("json", withMessages(normaliser.normalise(Shortener.shorten(json)), normaliser));
        } catch (JsonSyntaxException e) {
            Json shortened = Shortener.shorten(new Json.Str(body));
            String text = shortened instanceof Json.Str ? body : shortened.toString();
            return outcome.with("body", new Json.Str(normaliser.normalise(text)));
        }
    }

    private static void save(String variable, String member, Json json, Variables variables) {
        if (json instanceof Json.Obj object) {
            object.get(member).ifPresent(value -> variables.set(variable, plain(value)));
        }
    }

    private static String plain(Json value) {
        return value instanceof Json.Str text ? text.value() : value.toString();
    }

    /** The messages of a long poll are frames, each in a JSON string. */
    private static Json withMessages(Json json, Normaliser normaliser) {
        if (!(json instanceof Json.Obj object)
                || !(object.get("messages").orElse(Json.Literal.NULL) instanceof Json.Arr messages)) {
            return json;
        }
        List<Json> parsed = new ArrayList<>();
        for (Json message : messages.items()) {
            parsed.add(message instanceof Json.Str text ? message(text, normaliser) : message);
        }
        return object.with("messages", new Json.Arr(parsed));
    }

    private static Json message(Json.Str text, Normaliser normaliser) {
        try {
            Json frame = JsonReader.parse(text.value());
            return Json.Obj.of("text", normaliser.normalise(Shortener.shorten(frame)));
        } catch (JsonSyntaxException e) {
            return Json.Obj.of("nonjson", text);
        }
    }
}
