/**
 * Who is put on a topic's list and taken off it: by channels, by the application, and by other nodes. The application
 * tracks and lists; {@code channel} tells that a channel has ended. It changes the lists of {@code presence}, and calls
 * the broadcaster of {@code topic} and the application's listeners and fetchers, in turns and under no lock: a topic's
 * lock guards what changes together, and nothing is encoded or sent under it.
 */
@NullMarked
package org.garuda.channels.core.internal.tracker;

import org.jspecify.annotations.NullMarked;
