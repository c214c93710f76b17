/**
 * HTTP/1.1 as the standalone server speaks it (RFC 9112), without any I/O: heads and bodies out of bytes, answers into
 * bytes; what two servers in a row might read differently is refused. Called by the exchanges. Calls the core's headers
 * only.
 */
@NullMarked
package org.garuda.channels.standalone.internal.http;

import org.jspecify.annotations.NullMarked;
