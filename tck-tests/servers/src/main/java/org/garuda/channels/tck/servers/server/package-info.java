/** Jakarta servers with the conformance app: how each is got, configured, started and stopped. */
@NullMarked
package org.garuda.channels.tck.servers.server;

import org.jspecify.annotations.NullMarked;
