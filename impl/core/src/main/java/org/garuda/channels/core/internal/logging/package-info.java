/**
 * What the library writes to the log: bounded in how often and how long, whatever clients send. Every room calls
 * it. It calls {@code System.Logger}.
 */
@NullMarked
package org.garuda.channels.core.internal.logging;

import org.jspecify.annotations.NullMarked;
