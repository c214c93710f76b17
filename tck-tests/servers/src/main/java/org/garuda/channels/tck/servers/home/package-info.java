/** Jakarta servers with the conformance app: how each is got, furnished, started and stopped. */
@NullMarked
package org.garuda.channels.tck.servers.home;

import org.jspecify.annotations.NullMarked;
