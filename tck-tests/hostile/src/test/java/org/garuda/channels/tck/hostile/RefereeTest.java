package org.garuda.channels.tck.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.tck.hostile.client.Latencies;
import org.garuda.channels.tck.hostile.client.Others;
import org.garuda.channels.tck.hostile.client.SocketClient;
import org.garuda.channels.tck.hostile.client.Target;
import org.junit.jupiter.api.Test;

class RefereeTest {

    /** Breaks its promise when it is told to: whoever shares the thread waits. */
    @NonBlocking
    private static final class Stalling implements ChannelHandler {

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }

        @Override
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {
            if (event.event().equals("stall")) {
                try {
                    Thread.sleep(2_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            conn.replyOk(event);
        }
    }

    private interface Action {
        void run(Scene scene) throws IOException;
    }

    private record Scripted(Action action) implements Attack {

        @Override
        public Plan plan() {
            return Plan.of("0-scripted", "what a test says", "what a test says", Home.STANDALONE);
        }

        @Override
        public void make(Scene scene) throws IOException {
            action.run(scene);
        }
    }

    @Test
    void anAttackThatStarvesTheOthersDoesNotHold() throws Exception {
        Verdict verdict = judge(scene -> {
            // More than one, so that no thread that reads is left out.
            List<SocketClient> stalling = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                stalling.add(scene.joined("rooms:stall", ""));
            }
            stalling.forEach(client -> client.push("1", "2", "rooms:stall", "stall", "{}"));
            scene.pass(2_000);
        });
        assertFalse(verdict.holds());
        assertTrue(
                verdict.broken().stream().anyMatch(claim -> claim.what().startsWith("the others' p99")),
                verdict.lines().toString());
    }

    @Test
    void whatABusyMachineMayHaveBrokenIsJudgedThreeTimesAndAnythingElseOnce() throws Exception {
        Claim late = new Claim("in time", false, "", true);
        Claim wrong = new Claim("closed with 1009", false, "open");
        assertEquals(3, tries(List.of(List.of(late), List.of(late), List.of(late))));
        assertEquals(2, tries(List.of(List.of(late), List.of())));
        assertEquals(1, tries(List.of(List.of(late, wrong))));
        assertEquals(1, tries(List.of(List.of())));
    }

    private static int tries(List<List<Claim>> claims) throws Exception {
        List<Verdict> told = new ArrayList<>();
        Verdict last = Referee.patiently(() -> verdict(claims.get(told.size())), told::add);
        assertEquals(told.get(told.size() - 1), last);
        return told.size();
    }

    private static Verdict verdict(List<Claim> claims) {
        Others.Fortune nothing = new Others.Fortune(took(0, 0), took(0, 0));
        return new Verdict(new Scripted(scene -> {}).plan(), claims, nothing, nothing, Map.of(), List.of());
    }

    @Test
    void anAttackThatCannotBeMadeDoesNotHold() throws Exception {
        Verdict verdict = judge(scene -> {
            throw new IOException("no way");
        });
        assertEquals(
                "no way",
                verdict.broken().stream()
                        .filter(claim -> claim.what().startsWith("the attack can be made"))
                        .findFirst()
                        .orElseThrow()
                        .seen());
    }

    @Test
    void whatTheAttackersGotIsCounted() throws Exception {
        Verdict verdict = judge(scene -> {
            SocketClient client = scene.joined("rooms:quiet", "");
            client.text("no frame");
            scene.await("the end", client::isEnded);
            scene.findings().claim("it is closed with 1011", client.closeCode() == 1011, client.outcome());
            scene.joined("rooms:quiet", "");
        });
        assertEquals(1, verdict.outcomes().get("close 1011"));
        assertEquals(1, verdict.outcomes().get("open"));
        assertTrue(verdict.claims().get(0).holds(), verdict.lines().toString());
        assertEquals(0, verdict.during().echoes().lost());
    }

    @Test
    void onABusyMachineTheOthersMayBeFiveTimesAsSlowAsBefore() {
        assertTrue(Referee.echoes(took(2, 0), took(99, 0), 1).holds());
        assertFalse(Referee.echoes(took(2, 0), took(101, 0), 1).holds());
        assertTrue(Referee.echoes(took(40, 0), took(199, 0), 1).holds());
        assertFalse(Referee.echoes(took(40, 0), took(201, 0), 1).holds());
    }

    @Test
    void oneLostMessageIsTooMuchAndSoIsNone() {
        assertFalse(Referee.losses(took(2, 1)).holds());
        assertFalse(Referee.losses(took(2, 1)).timed(), "no machine is too busy to answer at all");
        assertFalse(Referee.echoes(took(2, 0), new Latencies(0, 0, 0, 0, 0), 1).holds());
    }

    @Test
    void newcomersHaveASecond() {
        assertTrue(Referee.newcomers(took(2, 0), took(999, 0), 1).holds());
        assertFalse(Referee.newcomers(took(2, 0), took(1_001, 0), 1).holds());
        assertFalse(Referee.newcomers(took(2, 0), took(2, 1), 1).holds());
    }

    private static Latencies took(double milliseconds, int lost) {
        return new Latencies(100, milliseconds, milliseconds, milliseconds, lost);
    }

    private static Verdict judge(Action action) throws IOException, InterruptedException {
        try (ChannelServer server = ChannelServer.builder()
                .port(0)
                .handler("rooms:*", new Stalling())
                .start()) {
            Target target = Target.of(server.uri().toString(), "/socket");
            return new Referee(target, Attack.Home.STANDALONE, true, Optional.empty(), Optional.empty())
                    .judge(new Scripted(action));
        }
    }

    @Test
    void everyClaimIsInTheLinesForAPerson() {
        Claim claim = new Claim("it stands", false, "it fell");
        assertEquals(List.of("DOES NOT   it stands: it fell"), List.of(claim.toString()));
    }
}
