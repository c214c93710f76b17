/** What requests over plain HTTP need on every server: their bodies, gathered without a thread and within bounds. */
@NullMarked
package org.garuda.channels.core.http;

import org.jspecify.annotations.NullMarked;
