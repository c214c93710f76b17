package org.garuda.channels.tck.kit.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * One step of a scenario.
 *
 * @param action what the client does
 * @param settle how long nothing may arrive until the step is over; empty: the replayer's default
 * @param settles whether the step waits at all for what its action leads to
 * @param unordered whether the frames of one connection may come in any order
 * @param expected what was recorded
 */
public record Step(
        Action action, Optional<Duration> settle, boolean settles, boolean unordered, Expectation expected) {}
