/** Attacks on a server on this machine, and what they do to everybody else who uses it. */
@NullMarked
package org.garuda.channels.tck.hostile;

import org.jspecify.annotations.NullMarked;
