package org.garuda.channels.tck.servers.home;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Payara Micro: one jar, no cluster. It deploys what it is started with; for more there is {@link PayaraMicroWatch}. */
final class PayaraMicro extends ServerKind {

    private static final String JAR = "payara-micro.jar";
    private static final String BEFORE_BOOT = "before-boot.txt";

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
        place.deploy("apps");
    }

    @Override
    List<String> command(Place place) {
        return place.java(
                "-cp",
                place.home().resolve(JAR) + File.pathSeparator + ownJar(),
                PayaraMicroWatch.class.getName(),
                war(place).toString(),
                "--rootDir",
                place.base().resolve("root").toString(),
                "--prebootcommandfile",
                place.base().resolve(BEFORE_BOOT).toString(),
                "--port",
                String.valueOf(place.port()),
                "--nocluster");
    }

    @Override
    public Optional<Path> hotDeployment(Place place) {
        return Optional.of(war(place));
    }

    private static Path war(Place place) {
        return place.base().resolve("apps").resolve(WAR);
    }

    private static Path ownJar() {
        try {
            return Path.of(PayaraMicroWatch.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
