/**
 * What is counted. Every room calls it. It calls nobody.
 */
@NullMarked
package org.garuda.channels.core.internal.metrics;

import org.jspecify.annotations.NullMarked;
