/**
 * Channels inside a Jakarta server, found and made by CDI. Applications name at most {@link
 * org.garuda.channels.jakarta.ChannelsDeployment}.
 */
// The standalone server, which has a right to its CDI beans, is built after it; MicroProfile Config has no descriptor.
@SuppressWarnings({"module", "requires-automatic"})
module org.garuda.channels.jakarta {
    requires transitive org.garuda.channels;
    requires org.garuda.channels.core;
    requires jakarta.cdi;
    // A server brings these; the standalone one has its own way to its clients, and comes without servlets.
    requires static jakarta.servlet;
    requires static jakarta.websocket;
    requires static jakarta.concurrency;
    requires static microprofile.config.api;
    requires static java.naming;
    requires static org.jspecify;

    exports org.garuda.channels.jakarta;
    exports org.garuda.channels.jakarta.internal.cdi to
            org.garuda.channels.standalone;

    // CDI makes the beans, and a WebSocket container the codecs, by reflection.
    opens org.garuda.channels.jakarta.internal.cdi;
    opens org.garuda.channels.jakarta.internal.websocket;

    provides jakarta.enterprise.inject.spi.Extension with
            org.garuda.channels.jakarta.internal.cdi.ChannelsExtension;
    provides jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension with
            org.garuda.channels.jakarta.internal.cdi.ChannelsBuildExtension;
}
