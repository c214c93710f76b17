package org.garuda.channels.tck.servers.home;

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
    void settle(Path download, Path home) throws IOException {
        Files.createDirectories(home);
        Files.copy(download, home.resolve(JAR));
    }

    @Override
    void furnish(Place place) throws IOException {
        Files.writeString(
                place.base().resolve(BEFORE_BOOT),
                "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1\n");
        StringBuilder commands = new StringBuilder();
        for (User user : User.all()) {
            Path password = place.base().resolve(user.name() + "-password.txt");
            Files.writeString(password, "AS_ADMIN_USERPASSWORD=" + user.password() + "\n");
            commands.append("create-file-user --passwordfile ").append(password);
            user.role().ifPresent(role -> commands.append(" --groups ").append(role));
            commands.append(' ').append(user.name()).append('\n');
        }
        Files.writeString(place.base().resolve(AFTER_BOOT), commands);
        place.deploy(WATCHED);
    }

    @Override
    List<String> command(Place place) {
        return place.java(
                "-jar",
                place.home().resolve(JAR).toString(),
                "--rootDir",
                place.base().resolve("root").toString(),
                "--prebootcommandfile",
                place.base().resolve(BEFORE_BOOT).toString(),
                "--postbootcommandfile",
                place.base().resolve(AFTER_BOOT).toString(),
                "--port",
                String.valueOf(place.port()),
                "--nocluster");
    }

    @Override
    public Optional<Path> hotDeployment(Place place) {
        return Optional.of(place.base().resolve(WATCHED).resolve(WAR));
    }
}
