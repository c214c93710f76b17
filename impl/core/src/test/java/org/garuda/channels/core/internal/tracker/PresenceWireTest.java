package org.garuda.channels.core.internal.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients are told, as Phoenix tells it. */
class PresenceWireTest {

    private static final Pattern REF = Pattern.compile("(\"phx_ref(?:_prev)?\":)\"([^\"]+)\"");

    private final Rig rig = Rig.direct();
    private final Map<String, String> refs = new HashMap<>();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aNewcomerGetsItsReplyItsOwnDiffAndTheListWithItself() {
        Visitor alice = rig.visitor("alice");

        alice.join("1", "presence:a");

        assertEquals(
                List.of(
                        json("['1','1','presence:a','phx_reply',{'response':{},'status':'ok'}]"),
                        json(
                                "[null,null,'presence:a','presence_diff',{'joins':{'alice':{'metas':[{'phx_ref':'r1','device':'web'}]}},'leaves':{}}]"),
                        json(
                                "['1',null,'presence:a','presence_state',{'alice':{'metas':[{'phx_ref':'r1','device':'web'}]}}]")),
                frames(alice));
    }

    @Test
    void aClientOfVersion1GetsTheSameInItsOwnFrames() {
        Visitor alice = rig.visitor("alice", "1.0.0");

        alice.join("1", "presence:a");

        assertEquals(
                List.of(
                        json(
                                "{'event':'phx_reply','payload':{'response':{},'status':'ok'},'topic':'presence:a','ref':'1'}"),
                        json(
                                "{'event':'presence_diff','payload':{'joins':{'alice':{'metas':[{'phx_ref':'r1','device':'web'}]}},'leaves':{}},'topic':'presence:a','ref':null}"),
                        json(
                                "{'event':'presence_state','payload':{'alice':{'metas':[{'phx_ref':'r1','device':'web'}]}},'topic':'presence:a','ref':null}")),
                frames(alice));
    }

    @Test
    void everyoneElseOnTheTopicGetsOneDiffAndNobodyOnAnotherTopicGetsIt() {
        Visitor watcher = joined("watch", "presence:a");
        Visitor elsewhere = joined("other", "presence:b");

        joined("alice", "presence:a");

        assertEquals(
                List.of(
                        json(
                                "[null,null,'presence:a','presence_diff',{'joins':{'alice':{'metas':[{'phx_ref':'r1','device':'web'}]}},'leaves':{}}]")),
                frames(watcher));
        assertEquals(List.of(), frames(elsewhere));
    }

    @Test
    void anUpdateIsOneDiffThatJoinsTheNewMetaAndLeavesTheOld() {
        Visitor alice = joined("alice", "presence:a");

        alice.say("1", "presence:a", "update", "{\"status\":\"away\"}");

        assertEquals(
                List.of(
                        json("[null,null,'presence:a','presence_diff',{"
                                + "'joins':{'alice':{'metas':[{'phx_ref':'r1','phx_ref_prev':'r2','device':'web','status':'away'}]}},"
                                + "'leaves':{'alice':{'metas':[{'phx_ref':'r2','device':'web'}]}}}]"),
                        json("['1','m1','presence:a','phx_reply',{'response':{},'status':'ok'}]")),
                frames(alice));
    }

    @Test
    void aSecondUpdateNamesTheRefOfTheFirst() {
        Visitor alice = joined("alice", "presence:a");
        alice.say("1", "presence:a", "update", "{\"n\":1}");
        alice.read();

        alice.say("1", "presence:a", "update", "{\"n\":2}");

        assertEquals(
                json("[null,null,'presence:a','presence_diff',{"
                        + "'joins':{'alice':{'metas':[{'phx_ref':'r1','phx_ref_prev':'r2','device':'web','n':2}]}},"
                        + "'leaves':{'alice':{'metas':[{'phx_ref':'r2','phx_ref_prev':'r3','device':'web','n':1}]}}}]"),
                frames(alice).get(0));
    }

    @Test
    void anUntrackIsALeaveForThoseStillThereAndASecondOneIsNothing() {
        Visitor alice = joined("alice", "presence:a");

        alice.say("1", "presence:a", "untrack", "{}");
        alice.say("1", "presence:a", "untrack", "{}");

        assertEquals(
                List.of(
                        json(
                                "[null,null,'presence:a','presence_diff',{'joins':{},'leaves':{'alice':{'metas':[{'phx_ref':'r1','device':'web'}]}}}]"),
                        json("['1','m1','presence:a','phx_reply',{'response':{},'status':'ok'}]"),
                        json("['1','m2','presence:a','phx_reply',{'response':{},'status':'ok'}]")),
                frames(alice));
    }

    @Test
    void devicesOfOneUserStandInTheOrderInWhichTheyJoined() {
        joined("alice", "presence:a", "{\"device\":\"web\"}");
        joined("alice", "presence:a", "{\"device\":\"ios\"}");
        Visitor third = rig.visitor("bob");

        third.join("1", "presence:a");

        assertEquals(
                json("['1',null,'presence:a','presence_state',{"
                        + "'alice':{'metas':[{'phx_ref':'r2','device':'web'},{'phx_ref':'r3','device':'ios'}]},"
                        + "'bob':{'metas':[{'phx_ref':'r1','device':'web'}]}}]"),
                frames(third).get(2));
    }

    @Test
    void aDeviceThatIsUpdatedMovesBehindTheOthersAsItDoesInPhoenixJs() {
        Visitor first = joined("alice", "presence:a", "{\"device\":\"web\"}");
        joined("alice", "presence:a", "{\"device\":\"ios\"}");
        first.say("1", "presence:a", "update", "{\"status\":\"away\"}");
        Visitor third = rig.visitor("bob");

        third.join("1", "presence:a");

        String state = frames(third).get(2).toString();
        assertTrue(state.indexOf("ios") < state.indexOf("web"), state);
        assertTrue(state.contains("away"), state);
    }

    @Test
    void aDuplicateJoinLeavesTheOldEntryAndJoinsANewOne() {
        Visitor alice = joined("alice", "presence:a");
        Visitor watcher = joined("watch", "presence:a");
        alice.read();

        alice.join("2", "presence:a", "{\"device\":\"again\"}");

        assertEquals(
                List.of(
                        json(
                                "[null,null,'presence:a','presence_diff',{'joins':{},'leaves':{'alice':{'metas':[{'phx_ref':'r1','device':'web'}]}}}]"),
                        json(
                                "[null,null,'presence:a','presence_diff',{'joins':{'alice':{'metas':[{'phx_ref':'r2','device':'again'}]}},'leaves':{}}]")),
                frames(watcher));
        assertEquals(
                List.of("phx_reply", "phx_close", "presence_diff", "presence_diff", "presence_state"),
                frames(alice).stream()
                        .map(frame -> ((JsonArray) frame).getString(3))
                        .toList());
    }

    @Test
    void theListOfATopicThatNobodyIsOnIsAnEmptyObject() {
        Visitor alice = joined("alice", "presence:a");
        alice.say("1", "presence:a", "untrack", "{}");
        alice.read();

        alice.say("1", "presence:a", "state", "{}");

        assertEquals(
                json("['1',null,'presence:a','presence_state',{}]"),
                frames(alice).get(0));
    }

    @Test
    void keysAndMetasOfAnyTextSurvive() {
        rig.presence.track("presence:a", "ключ \"q\" \\ \n", Map.of("t", "日本 \" \u0001"));
        Visitor alice = joinedAndUnread("alice", "presence:a");

        String state = alice.texts().get(2);

        assertEquals(
                "日本 \" \u0001",
                ((JsonArray) Rig.json(state))
                        .getJsonObject(4)
                        .getJsonObject("ключ \"q\" \\ \n")
                        .getJsonArray("metas")
                        .getJsonObject(0)
                        .getString("t"));
    }

    @Test
    void noTwoMetasEverHaveTheSameRef() {
        Visitor alice = joined("alice", "presence:a");
        String first =
                rig.presence.list("presence:a").get("alice").metas().get(0).getString("phx_ref");
        alice.say("1", "presence:a", "untrack", "{}");
        alice.say("1", "presence:a", "track", "{}");
        String second =
                rig.presence.list("presence:a").get("alice").metas().get(0).getString("phx_ref");

        assertNotEquals(first, second);
    }

    private Visitor joined(String user, String topic) {
        return joined(user, topic, "{\"device\":\"web\"}");
    }

    private Visitor joined(String user, String topic, String payload) {
        Visitor visitor = rig.visitor(user);
        visitor.join("1", topic, payload);
        visitor.read();
        return visitor;
    }

    private Visitor joinedAndUnread(String user, String topic) {
        Visitor visitor = rig.visitor(user);
        visitor.join("1", topic);
        return visitor;
    }

    /** What a client was sent; refs are called r1, r2, … in the order in which they are first seen. */
    private List<Object> frames(Visitor visitor) {
        return visitor.texts().stream().map(this::named).toList();
    }

    private Object named(String text) {
        return Rig.json(REF.matcher(text).replaceAll(match -> {
            refs.computeIfAbsent(match.group(2), ref -> "r" + (refs.size() + 1));
            return match.group(1) + '"' + refs.get(match.group(2)) + '"';
        }));
    }

    private static Object json(String singleQuoted) {
        return Rig.json(singleQuoted.replace('\'', '"'));
    }
}
