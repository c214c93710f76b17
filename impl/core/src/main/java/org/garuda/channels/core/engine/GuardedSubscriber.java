package org.garuda.channels.core.engine;

import java.util.concurrent.Flow;
import org.garuda.channels.ChannelEvent;

/** A subscriber of the application that goes on with the next event when it fails at one: the publisher would drop it without a word. */
record GuardedSubscriber(ChannelEngine engine, Flow.Subscriber<? super ChannelEvent> subscriber)
        implements Flow.Subscriber<ChannelEvent> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(ChannelEvent event) {
        engine.guarded("a subscriber of events()", () -> subscriber.onNext(event));
    }

    @Override
    public void onError(Throwable thrown) {
        engine.guarded("a subscriber of events()", () -> subscriber.onError(thrown));
    }

    @Override
    public void onComplete() {
        engine.guarded("a subscriber of events()", subscriber::onComplete);
    }
}
