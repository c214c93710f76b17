/** A bus over one topic of Jakarta Messaging: of the Jakarta server's connection factory, or of Artemis. */
@NullMarked
package org.garuda.channels.jms.internal;

import org.jspecify.annotations.NullMarked;
