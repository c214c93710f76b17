/**
 * Replays recorded scenarios against any server of the protocol that hosts the conformance app, and compares every
 * frame with what the recorded server answered.
 *
 * <p>{@link org.garuda.channels.tck.kit.replay.Replay} is the command line, {@link
 * org.garuda.channels.tck.kit.replay.ScenarioReplayer} the way in for tests.
 */
@NullMarked
package org.garuda.channels.tck.kit;

import org.jspecify.annotations.NullMarked;
