/**
 * Who is on which topic, as data: the list of each topic in immutable versions, what has come and gone as diffs, its
 * JSON, and what nodes tell each other of their entries. {@code tracker} makes the versions, under the lock of the
 * topic. It calls the other nodes, which it knows as {@link
 * org.garuda.channels.core.internal.presence.PresencePeers}, in turns and under no lock; of clients it knows no more
 * than who has missed what.
 */
@NullMarked
package org.garuda.channels.core.internal.presence;

import org.jspecify.annotations.NullMarked;
