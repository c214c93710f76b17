/** A server for channels in plain Java: {@link org.garuda.channels.standalone.ChannelServer}. */
module org.garuda.channels.standalone {
    requires transitive org.garuda.channels;
    requires org.garuda.channels.core;
    requires jakarta.websocket;
    requires org.glassfish.grizzly;
    requires org.glassfish.tyrus.core;
    requires org.glassfish.tyrus.spi;
    // CDI's part is loaded only for those who ask for it. A module that provides CDI's extensions cannot be without
    // CDI.
    requires static org.garuda.channels.jakarta;
    requires static jakarta.cdi;
    requires static org.jspecify;

    exports org.garuda.channels.standalone;
}
