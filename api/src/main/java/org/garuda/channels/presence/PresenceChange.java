package org.garuda.channels.presence;

import java.util.Map;

/**
 * What has changed on a topic. An update of a meta is in both {@code joins} and {@code leaves}.
 *
 * @param topic the topic
 * @param joins the metas that came, by key
 * @param leaves the metas that went, by key
 * @param list the whole list after the change
 */
public record PresenceChange(
        String topic,
        Map<String, PresenceEntry> joins,
        Map<String, PresenceEntry> leaves,
        Map<String, PresenceEntry> list) {}
