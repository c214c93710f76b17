/** Long-polling, the same on every server: sessions, their tokens, and the answers to polls and posts. */
@NullMarked
package org.garuda.channels.core.longpoll;

import org.jspecify.annotations.NullMarked;
