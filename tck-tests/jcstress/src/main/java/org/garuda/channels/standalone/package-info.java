/** Races inside the standalone server's package, whose writer nobody else sees. */
@NullMarked
package org.garuda.channels.standalone;

import org.jspecify.annotations.NullMarked;
