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
import org.openjdk.jcstress.infra.results.ILL_Result;

/**
 * The sweep comes to a poll whose window is over while the client polls again: the first is told that there is nothing,
 * the second takes its place.
 */
@JCStressTest
@State
@Outcome(
        id = "204, waits, told of the end",
        expect = ACCEPTABLE,
        desc = "the sweep or the second poll answered the first")
@Outcome(expect = FORBIDDEN, desc = "a poll that nobody answers, or that is told what is not so")
public class SweepAndPoll {

    private final RaceNode node = new RaceNode();
    private final PollingClient client = new PollingClient(node);
    private final LongPollResult first = client.poll();
    private volatile @Nullable LongPollResult second;

    /** The window of the first poll is over. */
    public SweepAndPoll() {
        client.pass(Duration.ofSeconds(11));
    }

    /** The sweep's thread. */
    @Actor
    public void sweep() {
        client.sweep();
    }

    /** The second request's thread. */
    @Actor
    public void poll() {
        second = client.poll();
    }

    /** What the first poll was told, and the second, before and after the end of its client. */
    @Arbiter
    public void look(ILL_Result result) {
        LongPollResult poll = RaceNode.known(second);
        result.r1 = PollingClient.status(first);
        result.r2 = PollingClient.waits(poll) ? "waits" : "told " + PollingClient.status(poll);
        node.knownClient().disconnect();
        boolean over = PollingClient.status(poll) == PollingClient.GONE
                && node.inventory().equals("nobody");
        result.r3 = over ? "told of the end" : "held by " + node.inventory();
    }
}
