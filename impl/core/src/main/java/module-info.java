/**
 * The engine: protocol, topics, queues, presence. It has no API of its own: what is exported goes to the modules that put
 * it into a server.
 */
@SuppressWarnings("module") // The modules that it is exported to are built after it.
module org.garuda.channels.core {
    requires transitive org.garuda.channels;
    requires static jakarta.validation;
    requires static org.jspecify;

    uses org.garuda.channels.spi.BusProvider;

    exports org.garuda.channels.core.internal.access to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.broker to
            org.garuda.channels.redis,
            org.garuda.channels.nats,
            org.garuda.channels.jms;
    exports org.garuda.channels.core.internal.cluster to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.channel to
            org.garuda.channels.jakarta;
    exports org.garuda.channels.core.internal.connection to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.execution to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.handshake to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.http to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.lifecycle to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.logging to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.longpoll to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.metrics to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.presence to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.protocol to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.queue to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.topic to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.typed to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
    exports org.garuda.channels.core.internal.tracker to
            org.garuda.channels.jakarta,
            org.garuda.channels.standalone;
}
