package org.garuda.channels.tck.app.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Another bean that sees the request of whoever calls it. */
@ApplicationScoped
public class Counting {

    @Inject
    CallCount count;

    /** Made by the container. */
    public Counting() {}

    int next() {
        return count.next();
    }
}
