/** Frames of the Phoenix protocol in and out, as bytes; no I/O, no state, no threads. */
@NullMarked
package org.garuda.channels.core.protocol;

import org.jspecify.annotations.NullMarked;
