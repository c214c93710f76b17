/**
 * What nodes say to each other about clients that poll, as data: tokens that name the node of a session, requests and
 * answers as bytes, how fast they may be. Called by {@code longpoll}, and implemented by {@code cluster} where another
 * node is to be told. Knows of no session.
 */
@NullMarked
package org.garuda.channels.core.internal.relay;

import org.jspecify.annotations.NullMarked;
