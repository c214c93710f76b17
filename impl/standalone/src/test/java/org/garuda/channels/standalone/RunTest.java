package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.garuda.channels.standalone.internal.fixture.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link ChannelServer#run}, as the process that it is made for. */
class RunTest {

    private static final List<String> CLASS_PATH =
            List.of(System.getProperty("java.class.path").split(File.pathSeparator));

    private static final int PATIENCE_SECONDS = 60;

    @Test
    void aPortThatIsNoNumberIsOneSentence() throws Exception {
        for (String port : List.of("abc", "70000", "-1", "")) {
            assertEquals(
                    List.of("PORT must be a number from 0 to 65535, but is \"" + port + "\""),
                    failure(CLASS_PATH, Map.of("PORT", port)));
        }
    }

    @Test
    void aPortInUseIsOneSentence() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertEquals(
                    List.of("cannot listen on 127.0.0.1:" + other.getLocalPort() + ": another program listens on that"
                            + " port; stop it, or choose another port with PORT or port(…)"),
                    failure(CLASS_PATH, Map.of("PORT", Integer.toString(other.getLocalPort()))));
        }
    }

    @Test
    void anUnknownHostIsOneSentence() throws Exception {
        List<String> said = failure(CLASS_PATH, Map.of("HOST", "nobody.invalid", "PORT", "0"));
        assertEquals(1, said.size(), said::toString);
        assertTrue(
                said.get(0).startsWith("cannot listen on nobody.invalid:0: the host \"nobody.invalid\" is unknown;"),
                said::toString);
    }

    @Test
    void anAddressOfAnotherMachineIsOneSentence() throws Exception {
        List<String> said = failure(CLASS_PATH, Map.of("HOST", "192.0.2.1", "PORT", "0"));
        assertEquals(1, said.size(), said::toString);
        assertTrue(
                said.get(0).startsWith("cannot listen on 192.0.2.1:0: this machine has no such address;"),
                said::toString);
    }

    @Test
    void withoutBeansXmlTheMissingFileIsNamed(@TempDir Path classes) throws Exception {
        Path own = Path.of(RunMain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        for (Class<?> type : List.of(RunMain.class, RoomHandler.class)) {
            Path file = Path.of(type.getName().replace('.', '/') + ".class");
            Files.createDirectories(classes.resolve(file).getParent());
            Files.copy(own.resolve(file), classes.resolve(file));
        }
        List<String> classPath = Stream.concat(
                        Stream.of(classes.toString()),
                        CLASS_PATH.stream().filter(entry -> !Path.of(entry).equals(own)))
                .toList();
        List<String> said = failure(classPath, Map.of("PORT", "0"), "cdi");
        String sentence = said.get(said.size() - 1);
        assertTrue(
                sentence.startsWith("CDI found no channel handler; annotate handlers with @Channel"), said::toString);
        assertTrue(sentence.contains("src/main/resources/META-INF/beans.xml"), sentence);
        assertTrue(said.stream().noneMatch(line -> line.startsWith("\tat ")), said::toString);
    }

    /** What an application has that did not ask for CDI; the rest of CDI depends on these. */
    private static List<String> classPathWithout(String... libraries) {
        return CLASS_PATH.stream()
                .filter(entry -> Stream.of(libraries)
                        .noneMatch(library ->
                                Path.of(entry).getFileName().toString().startsWith(library)))
                .toList();
    }

    @Test
    void handlersGivenByHandNeedNoCdi() throws Exception {
        List<String> classPath = classPathWithout(
                "weld-", "jboss", "jakarta.enterprise", "jakarta.inject", "jakarta.interceptor", "jakarta.el");
        assertTrue(classPath.size() < CLASS_PATH.size() - 10, CLASS_PATH::toString);
        Process process = program(classPath, Map.of("PORT", "0"));
        try (BufferedReader output = process.inputReader()) {
            String listening = String.valueOf(output.readLine());
            assertTrue(listening.matches("listening on http://127\\.0\\.0\\.1:\\d+"), listening);
            int port = Integer.parseInt(listening.substring(listening.lastIndexOf(':') + 1));
            try (TestClient client = new TestClient("127.0.0.1", port)) {
                client.join("rooms:lobby");
                client.send("[\"1\",\"2\",\"rooms:lobby\",\"echo\",{\"a\":1}]");
                client.expect("[\"1\",\"2\",\"rooms:lobby\",\"phx_reply\",{\"response\":{\"a\":1},\"status\":\"ok\"}]");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void cdiThatIsMissingIsOneSentenceThatNamesWhatBringsIt() throws Exception {
        for (List<String> classPath :
                List.of(classPathWithout("weld-"), classPathWithout("weld-", "jakarta.enterprise"))) {
            List<String> said = failure(classPath, Map.of("PORT", "0"), "cdi");
            assertEquals(1, said.size(), said::toString);
            assertTrue(
                    said.get(0)
                            .matches(
                                    "no CDI container can be made \\(.+\\); add org\\.jboss\\.weld\\.se:weld-se-core:5\\.\\S+ .*"),
                    said::toString);
        }
    }

    @Test
    void theStartIsOneLineOfTheLogAndOneOfTheOutput() throws Exception {
        Process process = program(CLASS_PATH, Map.of("PORT", "0", "CHANNELS_LIMITS_CLIENTS", "7"));
        try (BufferedReader output = process.inputReader();
                BufferedReader log = process.errorReader()) {
            String listening = String.valueOf(output.readLine());
            assertTrue(listening.matches("listening on http://127\\.0\\.0\\.1:\\d+"), listening);
            process.toHandle().destroy(); // Leaves the streams open, other than the process's own method.
            String told = log.lines()
                    .filter(line -> line.contains("Garuda Channels "))
                    .collect(Collectors.joining("\n"));
            assertTrue(
                    told.matches("INFO: Garuda Channels \\S+ on \\Q" + listening.substring("listening on ".length())
                            + "\\E: /socket/websocket and /socket/longpoll for \\Q" + RoomHandler.class.getName()
                            + " (rooms:*), settings other than the default: channels.limits.clients=7\\E"),
                    told);
        } finally {
            process.destroyForcibly();
        }
    }

    /** What the program says on its error output before it ends with status 1. */
    private static List<String> failure(List<String> classPath, Map<String, String> environment, String... args)
            throws Exception {
        Process process = program(classPath, environment, args);
        try (BufferedReader errors = process.errorReader()) {
            List<String> said = errors.lines().toList();
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the program goes on");
            assertEquals(1, process.exitValue(), said::toString);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Killed when its time is up, so that what reads from it comes to an end. */
    private static Process program(List<String> classPath, Map<String, String> environment, String... args)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Dsun.stderr.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                String.join(File.pathSeparator, classPath),
                RunMain.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("CHANNELS_") || name.startsWith("JAVA_TOOL"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .execute(process.toHandle()::destroyForcibly);
        return process;
    }
}
