/** How a client gets in: the checks on its HTTP request, the same on every server. */
@NullMarked
package org.garuda.channels.core.door;

import org.jspecify.annotations.NullMarked;
