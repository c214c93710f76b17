/**
 * Replays scenarios against a server and compares what happens with what was recorded. The command line, tests and
 * the module for servers call it. It calls the sockets of its scenario.
 */
@NullMarked
package org.garuda.channels.tck.kit.replay;

import org.jspecify.annotations.NullMarked;
