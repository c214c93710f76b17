/**
 * The conformance app: one small application that any server of the protocol can host, so that all of them can be
 * compared frame by frame. The handlers are written against the public API alone; {@link
 * org.garuda.channels.tck.app.ConformanceApp} hosts them on the standalone server.
 */
@NullMarked
package org.garuda.channels.tck.app;

import org.jspecify.annotations.NullMarked;
