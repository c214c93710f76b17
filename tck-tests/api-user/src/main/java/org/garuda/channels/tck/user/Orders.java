package org.garuda.channels.tck.user;

import java.util.Map;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.Refusal;
import org.garuda.channels.typed.Assign;
import org.garuda.channels.typed.Event;
import org.garuda.channels.typed.On;
import org.garuda.channels.typed.OnConnect;
import org.garuda.channels.typed.OnDisconnect;
import org.garuda.channels.typed.OnError;
import org.garuda.channels.typed.OnJoin;
import org.garuda.channels.typed.OnJoined;
import org.garuda.channels.typed.OnLeave;
import org.garuda.channels.typed.OnOut;
import org.garuda.channels.typed.OnTerminated;
import org.garuda.channels.typed.Reply;
import org.garuda.channels.typed.TopicVar;

/** Orders that clients look at and write notes to, with types. */
@Channel("orders:{id}")
public class Orders {

    // region types
    record User(String name) {}

    record Note(String text) {}

    @Event("note:added")
    record NoteAdded(String by, String text) {}
    // endregion

    /** Made by CDI, or by hand. */
    public Orders() {}

    // region connect
    @OnConnect
    User connect(ChannelHandshake handshake) {
        return new User(handshake.parameter("name").orElseThrow(() -> new Refusal("no name")));
    }
    // endregion

    // region join
    @OnJoin
    Map<String, Object> join(@TopicVar("id") long id, User user) {
        return Map.of("id", id, "for", user.name());
    }

    @OnJoined
    void joined(ChannelConn conn) {
        conn.assigns().put("notes", 0);
    }
    // endregion

    // region message
    @On("note")
    Reply note(ChannelConn conn, User user, Note note, @Assign("notes") Integer notes) {
        if (notes > 9) {
            return Reply.error(Map.of("reason", "too many notes"));
        }
        conn.assigns().put("notes", notes + 1);
        conn.broadcast(new NoteAdded(user.name(), note.text()));
        return Reply.ok();
    }
    // endregion

    // region out
    @OnOut("note:added")
    NoteAdded noteAdded(User receiver, NoteAdded note) {
        return receiver.name().equals(note.by()) ? new NoteAdded("you", note.text()) : note;
    }
    // endregion

    // region error
    @OnError
    Reply tooLong(IllegalArgumentException e) {
        return Reply.error(Map.of("reason", "no note"));
    }
    // endregion

    @OnLeave
    void leave(User user) {
        gone(user);
    }

    @OnTerminated
    void terminated(User user) {
        gone(user);
    }

    @OnDisconnect
    void disconnect(ChannelClient client, User user) {
        gone(user);
    }

    private static void gone(User user) {
        System.getLogger(Orders.class.getName()).log(System.Logger.Level.DEBUG, user.name());
    }
}
