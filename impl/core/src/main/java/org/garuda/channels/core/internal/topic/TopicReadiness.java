package org.garuda.channels.core.internal.topic;

/**
 * Whether what other nodes broadcast to a topic comes to this one. Safe for use by any thread; nothing here waits. There
 * is none where there is one node.
 */
public interface TopicReadiness {

    /**
     * Whether it comes. If not, it is seen to.
     *
     * @param changed called once, on another thread and under no lock, soon after it comes; perhaps never
     */
    boolean isReady(String topic, Runnable changed);

    /** Whether nobody may join before it comes, however long that takes. */
    boolean isRequired();

    /** A topic has its first subscriber; called under the lock of the topic's place in a map. */
    void opened(String topic);

    /** A topic has lost its last subscriber; called under the lock of the topic's place in a map. */
    void closed(String topic);
}
