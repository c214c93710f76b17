/**
 * HTTP/1.1 as the standalone server speaks it (RFC 9112), without any I/O: heads and bodies out of bytes, answers into
 * bytes. What two servers in a row might read differently is refused.
 */
@NullMarked
package org.garuda.channels.standalone.http;

import org.jspecify.annotations.NullMarked;
