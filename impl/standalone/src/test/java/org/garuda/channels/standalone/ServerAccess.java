package org.garuda.channels.standalone;

import java.util.function.LongSupplier;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.standalone.internal.server.GrizzlyListener;

/** What a server keeps to itself, for the tests of its rooms. */
public final class ServerAccess {

    private ServerAccess() {}

    /** The engine behind a server. */
    public static ChannelEngine engine(ChannelServer server) {
        return server.engine();
    }

    /** What listens. */
    public static GrizzlyListener listener(ChannelServer server) {
        return server.listener();
    }

    /** By which a server keeps every time limit, in nanoseconds. */
    public static ChannelServerBuilder clock(ChannelServerBuilder builder, LongSupplier nanos) {
        return builder.clock(nanos);
    }
}
