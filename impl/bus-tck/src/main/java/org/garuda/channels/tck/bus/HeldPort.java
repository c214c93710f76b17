package org.garuda.channels.tck.bus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/**
 * A port of 127.0.0.1 for a server that has to be told one. Nobody listens on it but who is told, and no other program
 * is given it by chance, before the server has started, while it is stopped, and afterwards, until this is closed.
 *
 * <p>A socket that neither listens nor connects has the port. Servers listen with {@code SO_REUSEADDR}, which Linux takes
 * for no conflict with that; elsewhere the port is only one that was free a moment ago.
 */
public final class HeldPort implements AutoCloseable {

    private final Socket holder = new Socket();
    private final int number;

    /**
     * A port that was free.
     *
     * @throws IOException when there is none
     */
    public HeldPort() throws IOException {
        holder.setReuseAddress(true);
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        number = holder.getLocalPort();
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            holder.close();
        }
    }

    /** Which port it is. */
    public int number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
