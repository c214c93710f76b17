/**
 * Weld SE beside the server, for those who use CDI. Called by the server's builder. Calls the beans of the Jakarta
 * module, which find the handlers.
 */
@NullMarked
package org.garuda.channels.standalone.internal.cdi;

import org.jspecify.annotations.NullMarked;
