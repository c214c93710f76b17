/**
 * Races of two threads for one client, staged on nodes without a network. Each test says which outcomes are allowed,
 * and why.
 */
@NullMarked
package org.garuda.channels.tck.jcstress;

import org.jspecify.annotations.NullMarked;
