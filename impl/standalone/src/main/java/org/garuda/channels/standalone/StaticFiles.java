package org.garuda.channels.standalone;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.MimeType;
import org.jspecify.annotations.Nullable;

/** The files of a folder on the class path. Each says what it is, however the class path is packed: browsers take no script module without that. */
final class StaticFiles implements HttpRoute {

    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final String folder;

    StaticFiles(String folder) {
        this.folder = folder.replaceFirst("/?$", "");
    }

    @Override
    public void handle(Request request, Response response) throws IOException {
        String path = path(request);
        try (InputStream file = path == null ? null : loader.getResourceAsStream(folder + path)) {
            if (file == null) {
                response.setStatus(404);
            } else if (request.getMethod().matchesMethod("OPTIONS")) {
                response.setHeader("Allow", "GET, HEAD, OPTIONS");
                response.setStatus(204);
            } else if (!request.getMethod().matchesMethod("GET")
                    && !request.getMethod().matchesMethod("HEAD")) {
                response.setHeader("Allow", "GET, HEAD, OPTIONS");
                response.setStatus(405);
            } else {
                byte[] content = file.readAllBytes();
                response.setContentType(type(String.valueOf(path)));
                response.setHeader("Cache-Control", "no-cache");
                response.setContentLength(content.length);
                response.getOutputStream().write(content);
            }
        }
    }

    /** The path of a file below the folder, or null when it can be none: only a name with an ending is a file. */
    private static @Nullable String path(Request request) {
        try {
            String path = request.getDecodedRequestURI();
            path = path.endsWith("/") ? path + "index.html" : path;
            boolean leadsOut = path.contains("..") || path.contains("//") || path.contains("\\");
            return leadsOut || path.lastIndexOf('.') < path.lastIndexOf('/') ? null : path;
        } catch (CharConversionException e) {
            return null; // A path that cannot be decoded names no file.
        }
    }

    private static String type(String path) {
        if (path.endsWith(".js") || path.endsWith(".mjs")) {
            return "text/javascript; charset=utf-8";
        }
        String type = MimeType.getByFilename(path);
        if (type == null) {
            return path.endsWith(".svg") ? "image/svg+xml" : "application/octet-stream";
        }
        return type.startsWith("text/") ? type + "; charset=utf-8" : type;
    }
}
