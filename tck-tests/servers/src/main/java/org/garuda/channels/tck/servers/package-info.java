/** The conformance app on every Jakarta server, from the command line. */
@NullMarked
package org.garuda.channels.tck.servers;

import org.jspecify.annotations.NullMarked;
