/** What is checked on each server. */
@NullMarked
package org.garuda.channels.tck.servers.check;

import org.jspecify.annotations.NullMarked;
