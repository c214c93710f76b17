package org.garuda.channels.samples.chat;

import java.io.PrintStream;
import java.util.concurrent.Flow;
import org.garuda.channels.ChannelEvent;

/**
 * Prints every event that is broadcast, whoever sends it. Only one thread at a time calls it, and never the sender's:
 * it may be slow.
 */
final class ConsoleListener implements Flow.Subscriber<ChannelEvent> {

    private final PrintStream out;

    ConsoleListener(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ChannelEvent event) {
        out.println(event.topic() + " " + event.event() + " "
                + (event.isBinary() ? event.bytes().length + " bytes" : event.payload()));
    }

    @Override
    public void onError(Throwable failure) {
        out.println("no more events are printed: " + failure);
    }

    @Override
    public void onComplete() {
        out.println("the chat is over");
    }
}
