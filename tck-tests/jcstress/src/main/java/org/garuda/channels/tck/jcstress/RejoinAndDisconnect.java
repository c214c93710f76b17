package org.garuda.channels.tck.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * A client joins its topic anew while it is disconnected: each join that stood ends, and nothing is left of the client.
 */
@JCStressTest
@State
@Outcome(id = ", DISCONNECTED nobody, 1 of 1", expect = ACCEPTABLE, desc = "disconnected before it joined again")
@Outcome(
        id = ", DISCONNECTED nobody, 1 of 2",
        expect = ACCEPTABLE,
        desc = "disconnected while the handler was asked: the second join never stood")
@Outcome(
        id = "2 ok then 1 phx_close, DISCONNECTED nobody, 2 of 2",
        expect = ACCEPTABLE,
        desc = "joined again before it was disconnected")
@Outcome(expect = FORBIDDEN, desc = "a join that does not end, or a client that stays")
public class RejoinAndDisconnect {

    private final RaceNode node = new RaceNode();
    private final RaceClient client = RaceClient.joined(node);

    /** The client's message is handled. */
    @Actor
    public void rejoin() {
        client.join("2");
    }

    /** A thread of the application's. */
    @Actor
    public void disconnect() {
        node.knownClient().disconnect();
    }

    /**
     * What the client was told, what is left of it once its connection is gone, and how many of the joins that its
     * handler was asked for have ended.
     */
    @Arbiter
    public void look(LLL_Result result) {
        result.r1 = client.heard();
        String end = client.end();
        client.gone();
        result.r2 = end + " " + node.inventory();
        result.r3 = node.terminations() + " of " + node.joins();
    }
}
