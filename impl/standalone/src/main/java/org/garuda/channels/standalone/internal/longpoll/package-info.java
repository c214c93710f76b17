/**
 * Long-polling over this server's HTTP. Called by {@code route} for the paths of long-polling. Calls the core's
 * long-polling endpoint, and answers when that does.
 */
@NullMarked
package org.garuda.channels.standalone.internal.longpoll;

import org.jspecify.annotations.NullMarked;
