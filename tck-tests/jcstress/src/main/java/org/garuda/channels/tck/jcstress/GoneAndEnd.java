package org.garuda.channels.tck.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** A connection is lost while its client is disconnected: nothing is left of it, and its handlers are told once. */
@JCStressTest
@State
@Outcome(id = "nobody, 1", expect = ACCEPTABLE, desc = "whichever came first ended it")
@Outcome(expect = FORBIDDEN, desc = "a ghost, or an end that is told twice or not at all")
public class GoneAndEnd {

    private final RaceNode node = new RaceNode();
    private final RaceClient client = RaceClient.joined(node);

    /** The transport sees the connection close. */
    @Actor
    public void gone() {
        client.gone();
    }

    /** A thread of the application's. */
    @Actor
    public void end() {
        node.knownClient().disconnect();
    }

    /** What is left of the client, and how often its handlers have heard that it is gone. */
    @Arbiter
    public void look(LI_Result result) {
        result.r1 = node.inventory();
        result.r2 = node.disconnects();
    }
}
