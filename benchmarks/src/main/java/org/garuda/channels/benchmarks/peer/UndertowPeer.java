package org.garuda.channels.benchmarks.peer;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.garuda.channels.benchmarks.peer.endpoint.PlainRooms;
import org.garuda.channels.benchmarks.peer.endpoint.Rooms;

/** Undertow with its own WebSocket API; the encoded bytes are shared by all receivers. */
final class UndertowPeer {

    private static final class Rooms extends PlainRooms<WebSocketChannel, byte[]> {
        @Override
        protected byte[] encode(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        protected void send(WebSocketChannel channel, byte[] message) {
            WebSockets.sendText(ByteBuffer.wrap(message), channel, null);
        }
    }

    private UndertowPeer() {}

    static int start() {
        Rooms rooms = new Rooms();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(Handlers.path()
                        .addPrefixPath("/bench", Handlers.websocket((exchange, channel) -> open(rooms, channel))))
                .build();
        server.start();
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    private static void open(Rooms rooms, WebSocketChannel channel) {
        channel.addCloseTask(rooms::gone);
        channel.getReceiveSetter().set(new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel sender, BufferedTextMessage message) {
                rooms.heard(sender, message.getData());
            }
        });
        channel.resumeReceives();
    }
}
