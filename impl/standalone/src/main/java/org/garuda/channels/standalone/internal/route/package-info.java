/**
 * Who answers which path: what every request is checked for first, the application's routes, and the static files.
 * Called by {@code exchange} for each request. Calls the services that are registered, and the application's routes on
 * worker threads.
 */
@NullMarked
package org.garuda.channels.standalone.internal.route;

import org.jspecify.annotations.NullMarked;
