package org.garuda.channels.core.internal.cluster;

import java.util.function.Consumer;
import org.garuda.channels.core.internal.bus.Kind;
import org.garuda.channels.core.internal.bus.NodeId;
import org.garuda.channels.core.internal.bus.Outlet;
import org.garuda.channels.core.internal.bus.Slots;
import org.garuda.channels.core.internal.relay.SessionNodes;

/** Hands what concerns one other node alone to its inbox. */
record OtherNodes(NodeId self, Membership membership, Outlet outlet) implements SessionNodes {

    @Override
    public boolean reaches(NodeId node) {
        return membership.reaches(node);
    }

    @Override
    public boolean send(NodeId to, Kind kind, byte[] body, Consumer<Boolean> sent) {
        return outlet.sendBehind(Slots.inbox(to), kind, body, sent);
    }
}
