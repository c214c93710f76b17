package org.garuda.channels.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method that is called once for each client that wants to connect, before it is let in: {@link
 * org.garuda.channels.ChannelHandler#connect} with the parameters that it needs.
 *
 * <p>It takes any of {@link org.garuda.channels.ChannelHandshake}, {@link org.garuda.channels.ChannelClient} and
 * {@link java.security.Principal}. It lets the client pass by returning, and turns it away with {@link
 * org.garuda.channels.ChannelHandshake#refuse()}, or with status 403 by throwing a {@link org.garuda.channels.Refusal}.
 * What it returns is kept for the client, and every typed handler of the socket may take a parameter of the method's
 * return type from then on; null turns the client away with status 403.
 *
 * <p>Where a socket has several channels, the method may be in a class of its own with {@code @Channel({})}, which has no
 * topics. Two methods of one socket must not return the same type.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnConnect {}
