/** The attacked server: started as a process of its own, and measured from outside. */
@NullMarked
package org.garuda.channels.tck.hostile.server;

import org.jspecify.annotations.NullMarked;
