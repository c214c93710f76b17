/**
 * Who is on which topic: the list of each topic in immutable versions, its changes as diffs, and the entries of other nodes.
 *
 * <p>A topic's lock guards what changes together; encoding, sending and the application's code happen outside of it, in turns.
 */
@NullMarked
package org.garuda.channels.core.presence;

import org.jspecify.annotations.NullMarked;
