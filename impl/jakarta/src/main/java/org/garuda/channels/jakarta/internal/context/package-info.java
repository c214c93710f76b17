/**
 * What surrounds a callback: the application's class loader, the server's own context, who the client is, and
 * request-scoped beans. The engine runs each callback through it, and the container asks it which beans are this
 * callback's. It calls CDI and Jakarta Concurrency, and knows no other room.
 */
@NullMarked
package org.garuda.channels.jakarta.internal.context;

import org.jspecify.annotations.NullMarked;
