package org.garuda.channels.tck.servers.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Payara Micro: one jar, no cluster. Like its large sibling it watches a directory, though what it is given by {@code
 * --deploy} stays until it ends.
 */
final class PayaraMicro extends ServerKind {

    private static final String JAR = "payara-micro.jar";
    private static final String WATCHED = "root/autodeploy";
    private static final String BEFORE_BOOT = "before-boot.txt";
    private static final String AFTER_BOOT = "after-boot.txt";

    PayaraMicro(String name) {
        super(name);
    }

    @Override
    public boolean bringsCdi() {
        return true;
    }

    @Override
    void unpack(Path download, Path home) throws IOException {
        Files.createDirectories(home);
        Files.copy(download, home.resolve(JAR));
    }

    @Override
    void configure(ServerInstance instance) throws IOException {
        Files.writeString(
                instance.base().resolve(BEFORE_BOOT),
                "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1\n");
        StringBuilder commands = new StringBuilder();
        for (User user : User.all()) {
            Path password = instance.base().resolve(user.name() + "-password.txt");
            Files.writeString(password, "AS_ADMIN_USERPASSWORD=" + user.password() + "\n");
            commands.append("create-file-user --passwordfile ").append(password);
            user.role().ifPresent(role -> commands.append(" --groups ").append(role));
            commands.append(' ').append(user.name()).append('\n');
        }
        Files.writeString(instance.base().resolve(AFTER_BOOT), commands);
        instance.deploy(WATCHED);
    }

    @Override
    List<String> command(ServerInstance instance) {
        return instance.java(
                "-jar",
                instance.home().resolve(JAR).toString(),
                "--rootDir",
                instance.base().resolve("root").toString(),
                "--prebootcommandfile",
                instance.base().resolve(BEFORE_BOOT).toString(),
                "--postbootcommandfile",
                instance.base().resolve(AFTER_BOOT).toString(),
                "--port",
                String.valueOf(instance.port()),
                "--nocluster");
    }

    @Override
    public Optional<Path> hotDeployment(ServerInstance instance) {
        return Optional.of(instance.base().resolve(WATCHED).resolve(WAR));
    }
}
