package org.garuda.channels.benchmarks.load;

import java.net.InetSocketAddress;
import org.garuda.channels.benchmarks.client.Dialect;
import org.garuda.channels.benchmarks.metrics.ServerMeter;

/**
 * The server under load.
 *
 * @param address where it listens
 * @param dialect how it is talked with
 * @param meter what it uses
 */
public record Target(InetSocketAddress address, Dialect dialect, ServerMeter meter) {}
