/**
 * Not part of the recorded app: a channel by which the tests on servers see what surrounds a handler. It is in the WAR
 * alone.
 */
@NullMarked
package org.garuda.channels.tck.app.probe;

import org.jspecify.annotations.NullMarked;
