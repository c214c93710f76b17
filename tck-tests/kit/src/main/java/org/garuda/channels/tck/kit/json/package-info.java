/**
 * JSON without loss, and the forms in which two values are compared: canonical, shortened, with names for what is
 * random. Scenarios and replays call it. It calls nobody.
 */
@NullMarked
package org.garuda.channels.tck.kit.json;

import org.jspecify.annotations.NullMarked;
