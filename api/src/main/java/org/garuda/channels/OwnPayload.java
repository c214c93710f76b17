package org.garuda.channels;

import java.util.function.Supplier;

/**
 * What an application gave as a payload, until somebody encodes it.
 *
 * @param get what it gave
 */
record OwnPayload(Object get) implements RawPayload, Supplier<Object> {}
