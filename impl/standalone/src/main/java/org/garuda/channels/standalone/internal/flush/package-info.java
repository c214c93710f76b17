/**
 * Which connections have something to write, selector by selector, and what leaves of each in one write. Called by the
 * writers of WebSockets on any thread, and by Grizzly at the end of a selector's round. Calls those writers back, and
 * takes frames from their outboxes.
 */
@NullMarked
package org.garuda.channels.standalone.internal.flush;

import org.jspecify.annotations.NullMarked;
