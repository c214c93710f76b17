package org.garuda.channels.tck.servers.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a server runs once: nothing in it is shared with another run but the home, which nobody writes to.
 *
 * @param home the unpacked server
 * @param base what this run writes to
 * @param war what is deployed
 * @param jdk what it runs on
 * @param port where it listens, on 127.0.0.1
 * @param otherPorts for what else the server wants to listen on
 * @param memory how much memory it gets
 */
public record ServerInstance(
        Path home, Path base, Path war, Jdk jdk, int port, List<Integer> otherPorts, Memory memory) {

    /** What the virtual machine is told about memory. */
    public enum Memory {
        /** As little for each server, in which a leak shows. */
        SCARCE,
        /** What the server's own scripts say, or the virtual machine by itself: for measuring. */
        OWN
    }

    /**
     * Clears soft references at each collection and not only when memory runs short, so that what is counted after a
     * collection is what would stay for ever: one server keeps its early log messages softly, and applications with
     * them.
     */
    static final String CLEAR_SOFT_REFERENCES = "-XX:SoftRefLRUPolicyMSPerMB=0";

    private static final List<String> SCARCE_MEMORY =
            List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError", CLEAR_SOFT_REFERENCES);

    /** Copies the list. */
    public ServerInstance {
        otherPorts = List.copyOf(otherPorts);
    }

    /** The start of a command line: the JVM and options that are the same for all. */
    List<String> java(String... more) {
        List<String> command = new ArrayList<>();
        command.add(jdk.java().toString());
        if (memory == Memory.SCARCE) {
            command.addAll(SCARCE_MEMORY);
        }
        command.add("-Djava.io.tmpdir=" + base.resolve("tmp"));
        Collections.addAll(command, more);
        return command;
    }

    /** The WAR under the name by which it is deployed, in a directory below the base. */
    void deploy(String directory) throws IOException {
        Path target = base.resolve(directory);
        Files.createDirectories(target);
        Files.copy(war, target.resolve(ServerKind.WAR));
    }

    /** Copies a directory of the home into the base. */
    void copyFromHome(String from, String to) throws IOException {
        Trees.copy(home.resolve(from), base.resolve(to));
    }

    /** Puts lines at the end of a file below the base, whose last line may lack its end. */
    void append(String file, String text) throws IOException {
        Files.writeString(base.resolve(file), "\n" + text, StandardOpenOption.APPEND);
    }

    /** Puts a text instead of another in a file below the base, wherever it occurs; it has to occur. */
    void replace(String file, String before, String after) throws IOException {
        Path path = base.resolve(file);
        String text = Files.readString(path);
        if (!text.contains(before)) {
            throw new IllegalStateException(
                    "there is no " + before + " in " + path + "; this server's version is unknown");
        }
        Files.writeString(path, text.replace(before, after));
    }
}
