package org.garuda.channels.tck.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.queue.Outbox;
import org.garuda.channels.core.internal.queue.OutboxBounds;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZZ_Result;

/**
 * An outbox comes to its end while its transport takes: the transport sees the end by itself or is woken for it, behind
 * the last frame.
 */
@JCStressTest
@State
@Outcome(id = "1, true, false", expect = ACCEPTABLE, desc = "it ended before the transport found it empty")
@Outcome(id = "1, false, true", expect = ACCEPTABLE, desc = "it ended after the transport had looked")
@Outcome(
        id = "1, true, true",
        expect = ACCEPTABLE,
        desc = "it ended after the transport had found it empty, before that looked for an end")
@Outcome(expect = FORBIDDEN, desc = "an end that the transport never hears of, or a frame that is lost or taken twice")
public class OutboxEndAndTake {

    private static final Frame FRAME = RaceClient.anyFrame();

    private final AtomicInteger wakes = new AtomicInteger();
    private final Outbox outbox = new Outbox(
            OutboxBounds.of(SocketSettings.defaults().outbox()), wakes::incrementAndGet, () -> {}, dropped -> {});
    private final @Nullable Frame[] taken = new Frame[2];
    private int frames;
    private boolean seen;

    /** A frame waits, and the transport knows. */
    public OutboxEndAndTake() {
        outbox.opened();
        outbox.offer(FRAME, 0);
        wakes.set(0);
    }

    /** Any thread that ends the client. */
    @Actor
    public void finish() {
        outbox.finish(CloseReason.DISCONNECTED);
    }

    /** The transport's thread. */
    @Actor
    public void take() {
        frames = outbox.take(taken, Integer.MAX_VALUE);
        seen = outbox.end() != null;
    }

    /** How many frames were taken, whether the transport saw the end, and whether it was woken for it. */
    @Arbiter
    public void look(IZZ_Result result) {
        result.r1 = frames;
        result.r2 = seen;
        result.r3 = wakes.get() > 0;
    }
}
