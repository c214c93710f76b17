/** A chat room with a page in the browser. */
@NullMarked
package org.garuda.channels.samples.chat;

import org.jspecify.annotations.NullMarked;
