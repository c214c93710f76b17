/**
 * Start and stop of a node: the engine puts the rooms together, watches times and threads, and ends everything in
 * order. The modules for servers call it. It calls every other room, and none of them calls it.
 */
@NullMarked
package org.garuda.channels.core.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
