package org.garuda.channels.core.internal.presence;

import java.nio.charset.StandardCharsets;

/**
 * An entry as nodes tell each other of it. It never changes: an update is another entry.
 *
 * @param topic the topic
 * @param key the key
 * @param ref the {@code phx_ref}, unique among all nodes
 * @param meta the meta as clients get it, with its refs: a JSON object
 */
public record NodeEntry(String topic, String key, String ref, String meta) {

    /** The meta with the suffix behind its ref. */
    public byte[] bytes(String suffix) {
        String said = "\"phx_ref\":\"" + ref;
        String text = suffix.isEmpty() ? meta : meta.replace(said + '"', said + suffix + '"');
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
