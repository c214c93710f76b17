package org.garuda.channels.tck.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.garuda.channels.core.internal.longpoll.LongPollResult;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * The sweep finds that a session has been silent for too long while its client polls: the poll keeps the session, or is
 * told that it is over.
 */
@JCStressTest
@State
@Outcome(id = "waits, told of the end", expect = ACCEPTABLE, desc = "it polled before the sweep looked")
@Outcome(
        id = "told 410, told of the end",
        expect = ACCEPTABLE,
        desc = "the session was over, and the client is to start anew, or has a new one")
@Outcome(expect = FORBIDDEN, desc = "a poll that nobody answers, or a session that stays")
public class ExpiryAndPoll {

    private final RaceNode node = new RaceNode();
    private final PollingClient client = new PollingClient(node);
    private volatile @Nullable LongPollResult poll;

    /** The client has not polled for more than one window and a half. */
    public ExpiryAndPoll() {
        client.pass(Duration.ofSeconds(16));
    }

    /** The sweep's thread. */
    @Actor
    public void sweep() {
        client.sweep();
    }

    /** The request's thread. */
    @Actor
    public void poll() {
        poll = client.poll();
    }

    /** What the poll was told, before and after the end of its client. */
    @Arbiter
    public void look(LL_Result result) {
        LongPollResult late = RaceNode.known(poll);
        result.r1 = PollingClient.waits(late) ? "waits" : "told " + PollingClient.status(late);
        node.knownClient().disconnect();
        boolean over = PollingClient.status(late) == PollingClient.GONE
                && node.inventory().equals("nobody");
        result.r2 = over ? "told of the end" : "held by " + node.inventory();
    }
}
