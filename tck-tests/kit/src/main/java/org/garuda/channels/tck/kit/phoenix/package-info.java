/** The claims about phoenix.js, put to the test from Java. */
@NullMarked
package org.garuda.channels.tck.kit.phoenix;

import org.jspecify.annotations.NullMarked;
