/**
 * Recorded scenarios: what a client does, and what was answered. The replay reads them; it calls the files.
 */
@NullMarked
package org.garuda.channels.tck.kit.scenario;

import org.jspecify.annotations.NullMarked;
