package org.garuda.channels.core.internal.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.presence.MissedLeaves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A client joins again while messages of its earlier join are still on their way to it, in which phoenix.js cannot tell
 * a broadcast from a new one.
 */
class RejoinInHasteTest {

    private static final String TOPIC = "t";

    private final AtomicLong clock = new AtomicLong();
    private final LaterExecutor later = new LaterExecutor();
    private final Rig rig = new Rig(CallbackExecutor.on(later), clock::get);
    private final Browser alice = browser("alice");

    @AfterEach
    void close() {
        later.hurry();
        rig.close();
    }

    @Test
    void whoLeavesAndJoinsInOneBreathIsThereOnce() {
        alice.join(TOPIC);
        alice.leave(TOPIC);
        alice.joinInHaste(TOPIC);

        assertSameAsServer();
    }

    @Test
    void whoDoesSoTenTimesIsThereOnce() {
        for (int n = 0; n < 10; n++) {
            alice.joinInHaste(TOPIC);
            alice.leave(TOPIC);
        }
        alice.joinInHaste(TOPIC);

        assertSameAsServer();
    }

    @Test
    void whoCameAndWentMeanwhileIsNotThere() {
        alice.joinInHaste(TOPIC);
        Browser bob = browser("bob");
        bob.join(TOPIC);
        alice.leave(TOPIC);
        bob.leave(TOPIC);
        later.runAll();
        alice.joinInHaste(TOPIC);

        assertSameAsServer();
    }

    @Test
    void whoCameWasUpdatedAndWentMeanwhileIsNotThere() {
        rig.presence.fetchWith(TOPIC, (topic, entries) -> Map.of()); // So that changes are told by another thread.
        alice.joinInHaste(TOPIC);
        later.runAll();
        Browser bob = browser("bob");
        bob.join(TOPIC);
        later.runAll();
        bob.say(TOPIC, "update", "{\"device\":\"phone\"}"); // Told after Alice has left.
        alice.leave(TOPIC);
        later.runAll();
        bob.leave(TOPIC);
        later.runAll();
        alice.joinInHaste(TOPIC);

        assertSameAsServer();
    }

    @Test
    void whoWentWhenItWasToBeToldAsAliceLeftIsNotThere() {
        alice.joinInHaste(TOPIC);
        Browser bob = browser("bob");
        bob.join(TOPIC);
        bob.leave(TOPIC); // Told by another thread, which has not come to it when Alice leaves.
        alice.leave(TOPIC);
        later.runAll();
        alice.joinInHaste(TOPIC);

        assertSameAsServer();
    }

    @Test
    void whoWentAfterAliceWasShutOutButBeforeThatWasKnownIsNotThere() {
        Visitor line = rig.visitor("carol");
        Browser carol = new Browser("carol", line, new IdentityHashMap<>());
        carol.join(TOPIC);
        Browser bob = browser("bob");
        bob.join(TOPIC);
        line.next = () -> {
            bob.leave(TOPIC);
            later.runAll();
        };
        carol.leave(TOPIC);
        later.runAll();
        carol.joinInHaste(TOPIC);
        later.runAll();
        carol.read();

        assertEquals(Set.of("carol"), rig.presence.list(TOPIC).keySet());
        assertEquals(Set.of("carol"), carol.tabs.get(TOPIC).presence.list().keySet());
    }

    @Test
    void tabsThatCameBeforeAndDuringTheAbsenceStayInTheirOrder() {
        alice.joinInHaste(TOPIC);
        Browser bob = browser("bob");
        bob.join(TOPIC);
        later.runAll();
        alice.leave(TOPIC); // The word that Bob came is still on its way.
        browser("bob").join(TOPIC);
        later.runAll();
        alice.joinInHaste(TOPIC);

        assertSameAsServer();
        assertSameMetas("bob");
    }

    @Test
    void aTabThatWasToBeToldAsAliceLeftStaysInItsOrder() {
        rig.presence.fetchWith(TOPIC, (topic, entries) -> Map.of()); // So that changes are told by another thread.
        alice.joinInHaste(TOPIC);
        later.runAll();
        browser("bob").join(TOPIC);
        later.runAll();
        browser("bob").join(TOPIC); // Told after Alice has left.
        alice.leave(TOPIC);
        later.runAll();
        alice.joinInHaste(TOPIC);

        assertSameAsServer();
        assertSameMetas("bob");
    }

    @Test
    void whoComesBackLaterIsToldOfNobodyWhoIsGone() {
        alice.join(TOPIC);
        alice.leave(TOPIC);
        later.runAll();
        clock.addAndGet(MissedLeaves.MEMORY_NANOS + 1);

        Visitor again = rig.visitor("bob");
        again.join("1", TOPIC);
        again.say("1", TOPIC, "phx_leave", "{}");
        later.runAll();
        again.read();
        clock.addAndGet(MissedLeaves.MEMORY_NANOS + 1);
        again.join("2", TOPIC);
        later.runAll();

        assertEquals(
                List.of("phx_reply", "presence_diff", "presence_state"),
                again.texts().stream()
                        .map(text -> Rig.json(text).asJsonArray().getString(3))
                        .toList());
    }

    @Test
    void nothingIsKeptOfThoseWhoDoNotComeBack() {
        alice.join(TOPIC);
        alice.leave(TOPIC);
        later.runAll();
        assertEquals(1, rig.presence.topicCount());

        clock.addAndGet(MissedLeaves.MEMORY_NANOS + 1);
        rig.engine.sweepOnce();

        assertEquals(0, rig.presence.topicCount());
    }

    @Test
    void nothingIsKeptOfThoseWhoseConnectionIsGone() {
        Visitor bob = rig.visitor("bob");
        bob.join("1", TOPIC);
        bob.say("1", TOPIC, "phx_leave", "{}");
        bob.vanish();
        later.runAll();

        clock.addAndGet(2_000_000_000L);
        rig.engine.sweepOnce();

        assertEquals(0, rig.presence.topicCount());
    }

    private Browser browser(String user) {
        return new Browser(user, rig.visitor(user), new IdentityHashMap<>());
    }

    private void assertSameAsServer() {
        later.runAll();
        alice.read();
        assertSameMetas("alice");
        assertEquals(
                rig.presence.list(TOPIC).keySet(),
                alice.tabs.get(TOPIC).presence.list().keySet());
    }

    private void assertSameMetas(String key) {
        assertEquals(
                rig.presence.list(TOPIC).get(key).metas(),
                alice.tabs.get(TOPIC).presence.list().get(key));
    }
}
