package org.garuda.channels.core.internal.topic;

import java.util.concurrent.Flow;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.execution.FaultBarrier;

/**
 * A subscriber of the application that goes on with the next event when it fails at one: the publisher would drop it
 * without a word.
 */
record GuardedSubscriber(FaultBarrier faults, Flow.Subscriber<? super ChannelEvent> subscriber)
        implements Flow.Subscriber<ChannelEvent> {

    private static final String WHAT = "a subscriber of events()";

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(ChannelEvent event) {
        faults.run(WHAT, () -> subscriber.onNext(event));
    }

    @Override
    public void onError(Throwable thrown) {
        faults.run(WHAT, () -> subscriber.onError(thrown));
    }

    @Override
    public void onComplete() {
        faults.run(WHAT, subscriber::onComplete);
    }
}
