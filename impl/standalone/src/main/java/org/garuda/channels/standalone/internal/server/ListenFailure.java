package org.garuda.channels.standalone.internal.server;

import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/** Says why a server does not get its address, and what to do about it. */
final class ListenFailure {

    private ListenFailure() {}

    static IllegalStateException of(String host, int port, Exception cause) {
        String where = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        return new IllegalStateException("cannot listen on " + where + ": " + why(host, port, cause), cause);
    }

    private static String why(String host, int port, Exception cause) {
        String said = String.valueOf(cause.getMessage());
        String lower = said.toLowerCase(Locale.ROOT);
        if (cause instanceof UnresolvedAddressException || lower.contains("unresolved address")) {
            return "the host \"" + host + "\" is unknown; take a name or address of this machine, such as 127.0.0.1, or"
                    + " 0.0.0.0 for all of them";
        }
        if (lower.contains("permission denied")) {
            return "this user may not take port " + port + "; choose one from 1024 on with PORT or port(…)";
        }
        if (lower.contains("assign")) {
            return "this machine has no such address; take one that it has, such as 127.0.0.1, or 0.0.0.0 for all of"
                    + " them";
        }
        if (cause instanceof BindException) {
            return "another program listens on that port; stop it, or choose another port with PORT or port(…)";
        }
        return said;
    }
}
