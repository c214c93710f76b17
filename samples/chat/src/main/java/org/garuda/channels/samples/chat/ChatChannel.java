package org.garuda.channels.samples.chat;

import jakarta.inject.Inject;
import jakarta.json.bind.JsonbException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.presence.Presence;
import org.jspecify.annotations.Nullable;

/** The rooms. There is one that everybody with a name may enter; the others are closed. */
@Channel("rooms:*")
public class ChatChannel implements ChannelHandler {

    static final String LOBBY = "rooms:lobby";

    private static final String PERSON = "person";
    private static final int LONGEST_NAME = 100;

    /** What a client says about itself. */
    public record Guest(@Nullable String user) {}

    /** What a client says to the others. The name goes without saying: it is the one that the client came with. */
    public record Words(@Nullable String body) {}

    /** Somebody in the room. Two people of one name are two, so everybody gets an id that the server makes. */
    public record Person(String id, String user) {}

    /** What the others get to hear. */
    public record Said(String id, String user, String body) {}

    @Inject
    Presence presence;

    /** In a web application: CDI fills in what the room needs. */
    public ChatChannel() {}

    /** On a server of its own. */
    public ChatChannel(Presence presence) {
        this.presence = presence;
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        if (!conn.topic().equals(LOBBY)) {
            conn.replyError(event, Map.of("reason", "unauthorized"));
            return;
        }
        Optional<String> name = name(event);
        if (name.isEmpty()) {
            replyNameless(conn, event);
            return;
        }
        Person person = new Person(UUID.randomUUID().toString(), name.get());
        conn.assigns().put(PERSON, person);
        conn.allowJoin(event, Map.of("id", person.id()));
        conn.broadcast("user:entered", person);
        presence.track(conn, person.id(), Map.of("user", person.user()));
        presence.pushState(conn);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        Person person = (Person) Objects.requireNonNull(conn.assigns().get(PERSON), "set by the join");
        switch (event.event()) {
            case "new:msg" -> say(conn, event, person);
            case "rename" -> rename(conn, event, person);
            default -> conn.replyError(event, Map.of("reason", "unknown event"));
        }
    }

    private static void say(ChannelConn conn, ChannelEvent event, Person person) {
        String body = read(event, Words.class).map(Words::body).orElse(null);
        if (body == null) {
            conn.replyError(event, Map.of("reason", "a message is {\"body\":\"…\"}"));
            return;
        }
        conn.broadcast("new:msg", new Said(person.id(), person.user(), body));
        conn.replyOk(event);
    }

    private void rename(ChannelConn conn, ChannelEvent event, Person person) {
        Optional<String> name = name(event);
        if (name.isEmpty()) {
            replyNameless(conn, event);
            return;
        }
        conn.assigns().put(PERSON, new Person(person.id(), name.get()));
        presence.update(conn, person.id(), Map.of("user", name.get()));
        conn.replyOk(event);
    }

    private static void replyNameless(ChannelConn conn, ChannelEvent event) {
        conn.replyError(
                event,
                Map.of(
                        "reason",
                        "say who you are, as in {\"user\":\"Ada\"}, with at most " + LONGEST_NAME + " characters"));
    }

    /** The name that a client gives itself, if it is one. */
    private static Optional<String> name(ChannelEvent event) {
        return read(event, Guest.class)
                .map(Guest::user)
                .map(String::strip)
                .filter(name -> !name.isEmpty() && name.length() <= LONGEST_NAME);
    }

    private static <T> Optional<T> read(ChannelEvent event, Class<T> type) {
        try {
            return event.isBinary() ? Optional.empty() : Optional.ofNullable(event.payload(type));
        } catch (JsonbException e) {
            return Optional.empty(); // Not what was asked for, which the answer says.
        }
    }
}
