package org.garuda.channels.core.internal.longpoll;

import java.util.Map;

/**
 * The answer to a request, to be written as it is. A client reads the status in the body; that of HTTP is nearly always
 * 200.
 *
 * @param status the HTTP status
 * @param headers all headers but those of the connection and the length
 * @param body may be empty
 */
public record LongPollResponse(int status, Map<String, String> headers, byte[] body) {}
