/**
 * Many nodes as one: which of them are there, which topics' messages come here, and what they tell each other. {@code
 * topic} and {@code connection} know it as {@link org.garuda.channels.core.internal.topic.BroadcastPeers} and {@link
 * org.garuda.channels.core.internal.topic.TopicReadiness}. It calls the {@code bus}, and those who deliver here what came
 * over it.
 */
@NullMarked
package org.garuda.channels.core.internal.cluster;

import org.jspecify.annotations.NullMarked;
