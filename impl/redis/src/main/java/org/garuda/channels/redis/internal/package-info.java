/** A bus over Redis, with Lettuce: plain Pub/Sub on one server, behind Sentinel, or on any node of a Redis Cluster. */
@NullMarked
package org.garuda.channels.redis.internal;

import org.jspecify.annotations.NullMarked;
