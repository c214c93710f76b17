/**
 * What requests over plain HTTP need on every server: their bodies, gathered without a thread and within bounds.
 * The servers' modules and {@code longpoll} gather bodies here. It calls the budget of {@code queue}, and whoever
 * waits for a body.
 */
@NullMarked
package org.garuda.channels.core.internal.http;

import org.jspecify.annotations.NullMarked;
