package org.garuda.channels;

/**
 * The payload of an event, JSON or bytes alike, to be passed on unread: every method with a payload or response
 * parameter takes it. Immutable as long as what an application gave is.
 *
 * <p>Implemented by the library only.
 */
public interface RawPayload {}
