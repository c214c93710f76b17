package org.garuda.channels.spi;

import java.net.URI;

/**
 * Makes a bus for a URL, the setting {@code channels.bus}. A CDI bean of this type goes before those that {@link
 * java.util.ServiceLoader} finds.
 *
 * <p>Called on the thread that starts the server. Implementations have a public constructor without parameters, or are
 * CDI beans, and keep no state.
 */
@Incubating
public interface BusProvider {

    /**
     * Whether this provider serves the URL's scheme, such as {@code redis}. Never blocks, never throws.
     *
     * @param url absolute; what is behind its scheme may be anything
     * @return whether {@link #create} is to be asked
     */
    boolean accepts(URI url);

    /**
     * Makes a bus that is not connected. Reads the URL, the settings beside it and the files that these name; never
     * touches the network and starts no thread, so that a broker that is absent holds up no start.
     *
     * @param url one that this provider accepts. Several addresses are separated by commas; user and password are
     *     encoded with {@code %}, as everywhere in URLs
     * @param context what the bus may use, and what it tells its news; it calls nothing of it but {@link
     *     BusContext#prefix} and {@link BusContext#setting} before {@link Bus#start}
     * @return the bus, not started
     * @throws IllegalArgumentException when the URL or a setting cannot be used, with a sentence that says what is
     *     wrong, where, and what to write instead; never with a password or another secret in it
     */
    Bus create(URI url, BusContext context);
}
