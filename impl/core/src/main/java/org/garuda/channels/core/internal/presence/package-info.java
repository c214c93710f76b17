/**
 * Who is on which topic: the list of each topic in immutable versions, its changes as diffs, and the entries of
 * other nodes. The application tracks and lists; {@code channel} tells that a channel has ended. It calls the
 * broadcaster of {@code topic} and the application's listeners and fetchers, in turns and under no lock: a topic's
 * lock guards what changes together, and nothing is encoded or sent under it.
 */
@NullMarked
package org.garuda.channels.core.internal.presence;

import org.jspecify.annotations.NullMarked;
