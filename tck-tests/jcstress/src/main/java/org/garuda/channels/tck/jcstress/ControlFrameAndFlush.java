package org.garuda.channels.tck.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A pong is added while a thread that sends writes: both what waits and the pong are written once, at the latest when
 * the selector comes round.
 */
@JCStressTest
@State
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both have been written")
@Outcome(expect = FORBIDDEN, desc = "something was lost, is left lying, or was written twice")
public class ControlFrameAndFlush {

    private final RaceConnection connection = new RaceConnection();

    /** The client's ping is read. */
    @Actor
    public void controlFrame() {
        connection.pong();
    }

    /** A thread that sends, and whose burst fills the outbox. */
    @Actor
    public void flush() {
        connection.flush();
    }

    /** How many pongs and how many answers the client got. */
    @Arbiter
    public void look(II_Result result) {
        connection.comeRound();
        result.r1 = connection.pongs();
        result.r2 = connection.answers();
    }
}
