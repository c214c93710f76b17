/**
 * Frames of the Phoenix protocol in and out, as bytes: no I/O, no state, no threads. {@code connection} and {@code
 * longpoll} decode with it; all who send encode with it. It calls JSON-B and JSON-P for payloads that the
 * application reads or writes as objects.
 */
@NullMarked
package org.garuda.channels.core.internal.protocol;

import org.jspecify.annotations.NullMarked;
