package org.garuda.channels.core.internal.topic;

/**
 * Why a topic leads to a handler.
 *
 * @param pattern of the handler's patterns the one that counts
 * @param route leads to the handler
 */
public record RouteMatch(TopicPattern pattern, Route route) {}
