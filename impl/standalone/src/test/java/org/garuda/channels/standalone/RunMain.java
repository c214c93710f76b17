package org.garuda.channels.standalone;

import org.garuda.channels.ChannelHandler;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;

/** A program of the kind that the documentation begins with; with an argument it leaves its handlers to CDI. */
final class RunMain {

    private RunMain() {}

    public static void main(String[] args) {
        ChannelServer.run(args.length > 0 ? new ChannelHandler[0] : new ChannelHandler[] {new RoomHandler()});
    }
}
