package org.garuda.channels.tck.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LII_Result;

/** A channel fails while its client leaves: the client is told once that it is off, and goes on. */
@JCStressTest
@State
@Outcome(id = "2 ok then 1 phx_close then 3 error, 1, 0", expect = ACCEPTABLE, desc = "left before it failed")
@Outcome(id = "1 phx_error then 2 ok then 3 error, 1, 0", expect = ACCEPTABLE, desc = "failed before it left")
@Outcome(
        id = "1 phx_error then 3 error, 1, 0",
        expect = ACCEPTABLE,
        desc = "failed while the handler was asked: the end answers the leave, as that of a channel's process does")
@Outcome(expect = FORBIDDEN, desc = "told twice or not at all, held up, or still there")
public class FailAndLeave {

    private static final Throwable CAUSE = new UnsupportedOperationException("on demand");

    private final RaceNode node = new RaceNode();
    private final RaceClient client = RaceClient.joined(node);

    /** A thread of the application's. */
    @Actor
    public void fail() {
        node.channel().fail(CAUSE);
    }

    /** The client's message is handled. */
    @Actor
    public void leave() {
        client.leave();
    }

    /** What the client was told, how often its handler heard of the end, and who hears broadcasts still. */
    @Arbiter
    public void look(LII_Result result) {
        client.ask();
        result.r1 = client.heard();
        result.r2 = node.terminations();
        result.r3 = node.subscribers();
    }
}
