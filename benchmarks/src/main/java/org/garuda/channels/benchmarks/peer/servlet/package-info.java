/** Servlet containers started within the process, and the applications that are deployed in them. */
@NullMarked
package org.garuda.channels.benchmarks.peer.servlet;

import org.jspecify.annotations.NullMarked;
