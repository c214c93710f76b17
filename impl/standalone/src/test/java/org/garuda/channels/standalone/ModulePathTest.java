package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own as a module among modules: what it needs is on the module path, and nothing on the class path. */
class ModulePathTest {

    private static final int PATIENCE_SECONDS = 30;

    /** The libraries that an application has when it did not ask for CDI, and none of the tests'. */
    private static final String MODULE_PATH = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("test-classes"))
            .filter(entry -> Stream.of(
                            "weld-",
                            "jboss",
                            "jakarta.enterprise",
                            "jakarta.inject",
                            "jakarta.interceptor",
                            "jakarta.el",
                            "junit",
                            "opentest4j",
                            "apiguardian",
                            "surefire",
                            "jspecify")
                    .noneMatch(
                            library -> Path.of(entry).getFileName().toString().startsWith(library)))
            .collect(Collectors.joining(File.pathSeparator));

    private static final Map<String, String> APPLICATION = Map.of(
            "module-info.java",
            """
            module com.example.chat {
                requires transitive org.garuda.channels;
                requires org.garuda.channels.standalone;
                exports com.example.chat; // JSON-B reads the record.
            }
            """,
            "com/example/chat/ChatChannel.java",
            """
            package com.example.chat;
            import org.garuda.channels.*;
            import org.garuda.channels.standalone.ChannelServer;

            @Channel("rooms:*")
            public final class ChatChannel implements ChannelHandler {
                public record Word(String word) {}

                public ChatChannel() {}

                @Override
                public void joinChannel(ChannelConn conn, ChannelEvent event) {
                    conn.allowJoin(event);
                }

                @Override
                public void incomingMessage(ChannelConn conn, ChannelEvent event) {
                    Word said = event.payload(Word.class);
                    conn.replyOk(event, new Word(said.word() + ChatChannel.class.getModule().isNamed()));
                }

                public static void main(String[] args) {
                    try (ChannelServer server = ChannelServer.builder()
                            .port(0).handler(new ChatChannel()).staticFiles("META-INF/web").start()) {
                        System.out.println(server.uri());
                        server.awaitStop();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
            """,
            "META-INF/web/index.html",
            "<title>a page</title>");

    @Test
    void whatAnApplicationNeedsAreModulesWithNamesOfTheirOwn() {
        Set<String> automatic = ModuleFinder.of(Stream.of(MODULE_PATH.split(File.pathSeparator))
                        .map(Path::of)
                        .toArray(Path[]::new))
                .findAll()
                .stream()
                .map(ModuleReference::descriptor)
                .filter(module -> module.isAutomatic())
                .map(module -> module.name())
                .collect(Collectors.toSet());

        assertEquals(Set.of(), automatic);
    }

    @Test
    void aServerRunsOnTheModulePath(@TempDir Path folder) throws Exception {
        Path classes = compiled(folder);
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        classes + File.pathSeparator + MODULE_PATH,
                        "--module",
                        "com.example.chat/com.example.chat.ChatChannel")
                .redirectError(log.toFile())
                .start();
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .execute(process.toHandle()::destroyForcibly);
        try (BufferedReader output = process.inputReader()) {
            String listening = output.readLine();
            assertTrue(listening != null, () -> told(log));
            URI server = URI.create(listening);
            HttpClient client = HttpClient.newHttpClient();

            assertEquals(
                    "[\"1\",\"2\",\"rooms:lobby\",\"phx_reply\",{\"response\":{\"word\":\"hello true\"},\"status\":\"ok\"}]",
                    reply(client, server)
                            .completeOnTimeout("none", PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .join(),
                    () -> told(log));
            assertEquals(
                    "<title>a page</title>",
                    client.send(HttpRequest.newBuilder(server.resolve("/")).build(), BodyHandlers.ofString())
                            .body());
        } finally {
            process.destroyForcibly();
        }
    }

    /** With everything a warning that javac knows: an application may ask for it too. */
    private static Path compiled(Path folder) throws Exception {
        Path sources = folder.resolve("sources");
        Path classes = folder.resolve("classes");
        for (Map.Entry<String, String> file : APPLICATION.entrySet()) {
            Path target = (file.getKey().endsWith(".java") ? sources : classes).resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
        StringWriter said = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            boolean good = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of("-Xlint:all", "-Werror", "-d", classes.toString(), "--module-path", MODULE_PATH),
                            null,
                            files.getJavaFileObjects(APPLICATION.keySet().stream()
                                    .filter(name -> name.endsWith(".java"))
                                    .map(sources::resolve)
                                    .toArray(Path[]::new)))
                    .call();
            assertTrue(good, said::toString);
        }
        return classes;
    }

    private static String told(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CompletableFuture<String> reply(HttpClient client, URI server) throws Exception {
        CompletableFuture<String> reply = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://" + server.getAuthority() + "/socket/websocket?vsn=2.0.0"),
                        new WebSocket.Listener() {
                            @Override
                            public @Nullable CompletionStage<?> onText(
                                    WebSocket from, CharSequence text, boolean last) {
                                if (text.toString().startsWith("[\"1\",\"2\"")) {
                                    reply.complete(text.toString());
                                }
                                return WebSocket.Listener.super.onText(from, text, last);
                            }
                        })
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        socket.sendText("[\"1\",\"1\",\"rooms:lobby\",\"phx_join\",{}]", true)
                .thenCompose(sent -> sent.sendText("[\"1\",\"2\",\"rooms:lobby\",\"say\",{\"word\":\"hello \"}]", true))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return reply;
    }
}
