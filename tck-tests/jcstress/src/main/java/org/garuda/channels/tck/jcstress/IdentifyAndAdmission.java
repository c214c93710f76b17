package org.garuda.channels.tck.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * Another thread says who a client is while it is let in: what it was told is that the client is found by that id, or
 * that it is too late.
 */
@JCStressTest
@State
@Outcome(id = "identified, has it, found", expect = ACCEPTABLE, desc = "identified before it was let in")
@Outcome(id = "too late, has none, not found", expect = ACCEPTABLE, desc = "let in before")
@Outcome(expect = FORBIDDEN, desc = "the id and the index tell two stories")
public class IdentifyAndAdmission {

    private static final String ID = "users:1";

    private final RaceNode node = new RaceNode();
    private volatile @Nullable HandshakeResult result;
    private volatile String said = "";

    /** The request's thread. */
    @Actor
    public void admission() {
        result = node.knock();
    }

    /** A thread that a handler has told of the client. */
    @Actor
    public void identify() {
        ChannelHandshake handshake = node.handshake();
        while (handshake == null) {
            Thread.onSpinWait();
            handshake = node.handshake();
        }
        try {
            handshake.identify(ID);
            said = "identified";
        } catch (IllegalStateException e) {
            said = "too late";
        }
    }

    /** What the other thread was told, whether the client has the id, and whether it is found by it. */
    @Arbiter
    public void look(LLL_Result outcome) {
        ChannelClient client = node.knownClient();
        outcome.r1 = result instanceof HandshakeResult.Accepted ? said : "refused";
        outcome.r2 = client.id().isPresent() ? "has it" : "has none";
        node.engine.broadcaster().disconnect(ID);
        outcome.r3 = client.isConnected() ? "not found" : "found";
    }
}
