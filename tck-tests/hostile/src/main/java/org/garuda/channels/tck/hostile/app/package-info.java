/** An application with handlers that block and fail, which the conformance app has not. */
@NullMarked
package org.garuda.channels.tck.hostile.app;

import org.jspecify.annotations.NullMarked;
