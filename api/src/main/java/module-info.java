/**
 * Channels for Jakarta EE and plain Java: what an application sees.
 *
 * <p>Which implementation runs them is another module's business: {@code org.garuda.channels.jakarta} in a Jakarta
 * server, {@code org.garuda.channels.standalone} in a server of its own. Handlers need {@code jakarta.cdi} only where
 * CDI makes them, and {@code org.jspecify} only where nulls are checked.
 */
module org.garuda.channels {
    requires transitive jakarta.json;
    requires transitive jakarta.json.bind;
    requires static jakarta.cdi;
    requires static org.jspecify;

    exports org.garuda.channels;
    exports org.garuda.channels.config;
    exports org.garuda.channels.presence;
    exports org.garuda.channels.spi;
    exports org.garuda.channels.typed;
}
