package org.garuda.channels.standalone.internal.route;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import org.garuda.channels.standalone.HttpRequest;
import org.garuda.channels.standalone.HttpResponse;
import org.garuda.channels.standalone.HttpRoute;
import org.garuda.channels.standalone.internal.http.RequestPath;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder on the class path. Each says what it is, however the class path is packed: browsers take no
 * script module without that.
 */
public final class StaticFiles implements HttpRoute {

    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final String folder;

    /** @throws IllegalArgumentException when there is no such folder */
    public StaticFiles(String folder) {
        this.folder = folder.replaceFirst("/?$", "");
        // Some jars have no entries for folders.
        if (this.folder.isEmpty()
                || folder.startsWith("/")
                || loader.getResource(folder) == null && loader.getResource(this.folder + "/index.html") == null) {
            throw new IllegalArgumentException("staticFiles(\"" + folder + "\"): there is no such folder on the class"
                    + " path; put the files into src/main/resources/" + this.folder.replaceFirst("^/", "")
                    + ", and name the folder without a slash before it");
        }
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        String path = path(request);
        try (InputStream file = path == null ? null : loader.getResourceAsStream(folder + path)) {
            if (file == null) {
                return HttpResponse.of(404);
            }
            return switch (request.method()) {
                case "GET", "HEAD" ->
                    HttpResponse.of(200)
                            .withBody(type(String.valueOf(path)), file.readAllBytes())
                            .withHeader("Cache-Control", "no-cache");
                case "OPTIONS" -> HttpResponse.of(204).withHeader("Allow", "GET, HEAD, OPTIONS");
                default -> HttpResponse.of(405).withHeader("Allow", "GET, HEAD, OPTIONS");
            };
        }
    }

    /** The path of a file below the folder, or null when it can be none: only a name with an ending is a file. */
    private static @Nullable String path(HttpRequest request) {
        String path = RequestPath.decode(request.path());
        if (path == null) {
            return null;
        }
        path = path.endsWith("/") ? path + "index.html" : path;
        return path.contains("//") || path.lastIndexOf('.') < path.lastIndexOf('/') ? null : path;
    }

    private static String type(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        return switch (ending) {
            case "html", "htm" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js", "mjs" -> "text/javascript; charset=utf-8";
            case "txt" -> "text/plain; charset=utf-8";
            case "json", "map" -> "application/json";
            case "svg" -> "image/svg+xml";
            case "ico" -> "image/x-icon";
            case "webp" -> "image/webp";
            case "woff2" -> "font/woff2";
            case "wasm" -> "application/wasm";
            default -> {
                String type = URLConnection.getFileNameMap().getContentTypeFor(path);
                yield type == null ? "application/octet-stream" : type;
            }
        };
    }
}
