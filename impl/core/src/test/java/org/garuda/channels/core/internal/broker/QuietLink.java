package org.garuda.channels.core.internal.broker;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A connection to a broker that takes everything and brings nothing. */
class QuietLink implements Link {

    @Override
    public Map<String, String> subscribe(List<String> channels) {
        return Map.of();
    }

    @Override
    public void unsubscribe(List<String> channels) {}

    @Override
    public void send(String channel, byte[] message) {}

    @Override
    public void flush() {}

    @Override
    public void ping() throws IOException {}

    @Override
    public void close() {}
}
