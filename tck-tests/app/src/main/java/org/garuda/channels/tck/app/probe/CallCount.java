package org.garuda.channels.tck.app.probe;

import jakarta.enterprise.context.RequestScoped;

/** Counts within one request. */
@RequestScoped
public class CallCount {

    private int count;

    /** Made by the container. */
    public CallCount() {}

    int next() {
        return ++count;
    }
}
