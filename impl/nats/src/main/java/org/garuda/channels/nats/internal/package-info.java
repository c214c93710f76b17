/** A bus over NATS, with jnats: plain subjects, without JetStream. */
@NullMarked
package org.garuda.channels.nats.internal;

import org.jspecify.annotations.NullMarked;
