/**
 * What is counted. Every room calls it, and it calls nobody.
 */
@NullMarked
package org.garuda.channels.core.metrics;

import org.jspecify.annotations.NullMarked;
