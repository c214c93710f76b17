package org.garuda.channels.benchmarks.section;

import org.garuda.channels.benchmarks.load.FanOutPlan;

/** How messages are in flight in a closed loop. */
public enum Shape {
    ONE("1 in flight", 1, 1),
    FOUR("4 in flight", 1, 4),
    EIGHT_PUBLISHERS("8 publishers, 1 in flight each", 8, 1);

    private final String title;
    private final int publishers;
    private final int inFlight;

    Shape(String title, int publishers, int inFlight) {
        this.title = title;
        this.publishers = publishers;
        this.inFlight = inFlight;
    }

    String title() {
        return title;
    }

    FanOutPlan plan(Setup setup, int clients) {
        return FanOutPlan.of(clients).closedLoop(publishers, inFlight).lasting(setup.warmUp(), setup.duration());
    }
}
