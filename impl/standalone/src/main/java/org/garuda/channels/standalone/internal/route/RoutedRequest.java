package org.garuda.channels.standalone.internal.route;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.garuda.channels.standalone.HttpRequest;
import org.garuda.channels.standalone.internal.http.RequestHead;

/** A request as an application's route sees it. */
final class RoutedRequest implements HttpRequest {

    private final RequestHead head;
    private final byte[] body;
    private final String remoteAddress;
    private final boolean secure;

    RoutedRequest(RequestHead head, byte[] body, String remoteAddress, boolean secure) {
        this.head = head;
        this.body = body;
        this.remoteAddress = remoteAddress;
        this.secure = secure;
    }

    @Override
    public String method() {
        return head.method();
    }

    @Override
    public String path() {
        return head.path();
    }

    @Override
    public Optional<String> query() {
        return Optional.ofNullable(head.query());
    }

    @Override
    public Map<String, List<String>> headers() {
        return head.headers();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(head.header(name));
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String remoteAddress() {
        return remoteAddress;
    }

    @Override
    public boolean isSecure() {
        return secure;
    }
}
