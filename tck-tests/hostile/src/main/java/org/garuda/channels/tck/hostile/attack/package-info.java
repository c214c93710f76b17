/** The attacks: each one in a file of its own. */
@NullMarked
package org.garuda.channels.tck.hostile.attack;

import org.jspecify.annotations.NullMarked;
