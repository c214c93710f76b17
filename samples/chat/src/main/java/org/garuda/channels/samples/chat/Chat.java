package org.garuda.channels.samples.chat;

import java.io.ByteArrayInputStream;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.config.Hosts;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SettingsSource;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.ChannelServerBuilder;
import org.garuda.channels.standalone.HttpRequest;
import org.garuda.channels.standalone.HttpResponse;

/** A chat room with a page, and with a way in for those who have only HTTP. */
public final class Chat {

    private Chat() {}

    /**
     * Serves the chat until the process is told to stop. Exits with 2 when the arguments are not understood, with 1
     * when the server does not start.
     *
     * @param args see {@code --help}
     * @throws InterruptedException when the main thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.print(Options.USAGE);
            return;
        }
        ChannelServer server;
        try {
            server = start(options.host(), options.port());
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        System.out.println("listening on " + server.uri());
        System.out.println("Open it in two browser windows and talk to yourself. Ctrl+C ends the chat.");
        server.broadcaster().events().subscribe(new ConsoleListener(System.out));
        server.awaitStop();
    }

    static ChannelServer start(String host, int port) {
        ChannelServerBuilder builder = ChannelServer.builder();
        ChannelBroadcaster broadcaster = builder.broadcaster();
        return builder.host(host)
                .port(port)
                .node(settings(host))
                .handler(new ChatChannel(builder.presence()))
                .staticFiles("web")
                .http("/broadcast", request -> broadcast(broadcaster, request))
                .stopOnShutdown(true)
                .start();
    }

    /**
     * As they are given from outside; on the machine's own address only under its own names, unless others are given.
     */
    private static NodeSettings settings(String host) {
        NodeSettings given =
                NodeSettings.defaults().orElse(SettingsSource.systemProperties(), SettingsSource.environment());
        boolean open = given.http().hosts().equals(Hosts.any());
        return open && Hosts.loopback().allows(host.contains(":") ? "[" + host + "]" : host)
                ? given.toBuilder().http(http -> http.hosts(Hosts.loopback())).build()
                : given;
    }

    private static HttpResponse broadcast(ChannelBroadcaster broadcaster, HttpRequest request) {
        if (!request.method().equals("PUT")) {
            return HttpResponse.of(405).withHeader("Allow", "PUT");
        }
        Announcement answer = Announcement.make(broadcaster, new ByteArrayInputStream(request.body()));
        return HttpResponse.of(answer.status()).withBody(answer.contentType(), answer.text());
    }
}
