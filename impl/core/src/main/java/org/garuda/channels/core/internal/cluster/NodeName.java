package org.garuda.channels.core.internal.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What a node is called to which nobody gave a name. */
final class NodeName {

    private NodeName() {}

    /** The number of the process, and the machine's name where it has one. */
    static String ofThisProcess() {
        long process = ProcessHandle.current().pid();
        try {
            return process + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return Long.toString(process);
        }
    }
}
