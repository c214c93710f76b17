package org.garuda.channels.benchmarks.peer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.garuda.channels.benchmarks.peer.endpoint.PlainRooms;
import org.garuda.channels.benchmarks.peer.endpoint.Rooms;

/** Netty, one flush for each frame; the encoded bytes are shared by all receivers. */
final class NettyPeer {

    /**
     * Most deliveries per CPU second: with more loops, which is the default, most writes are handed to another thread.
     */
    private static final int EVENT_LOOPS = 1;

    private static final int BACKLOG = 4096;
    private static final int LONGEST_REQUEST = 65_536;

    private static final class Rooms extends PlainRooms<Channel, ByteBuf> {
        @Override
        protected ByteBuf encode(String text) {
            return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        protected void send(Channel channel, ByteBuf message) {
            channel.writeAndFlush(new TextWebSocketFrame(message.duplicate()), channel.voidPromise());
        }
    }

    private NettyPeer() {}

    static int start() throws InterruptedException {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(EVENT_LOOPS, NioIoHandler.newFactory());
        Rooms rooms = new Rooms();
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(LONGEST_REQUEST))
                                .addLast(new WebSocketServerProtocolHandler("/bench"))
                                .addLast(new Listener(rooms));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    private static final class Listener extends SimpleChannelInboundHandler<TextWebSocketFrame> {

        private final Rooms rooms;

        Listener(Rooms rooms) {
            this.rooms = rooms;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            rooms.heard(context.channel(), frame.text());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            rooms.gone(context.channel());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
