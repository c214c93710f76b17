/** Who may join and send: what a handler's class says with the annotations of {@code jakarta.annotation.security}. */
@NullMarked
package org.garuda.channels.core.access;

import org.jspecify.annotations.NullMarked;
