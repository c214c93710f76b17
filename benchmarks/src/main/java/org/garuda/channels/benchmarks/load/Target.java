package org.garuda.channels.benchmarks.load;

import org.garuda.channels.benchmarks.metrics.ServerMeter;
import org.garuda.channels.benchmarks.client.Dialect;
import java.net.InetSocketAddress;

/**
 * The server under load.
 *
 * @param address where it listens
 * @param dialect how it is talked with
 * @param meter what it uses
 */
public record Target(InetSocketAddress address, Dialect dialect, ServerMeter meter) {}
