package org.garuda.channels.tck.servers.home;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Eclipse Jetty in one of its EE environments, without CDI. */
final class Jetty extends ServerKind {

    private final String environment;

    /** Jetty, with the modules of an environment such as {@code ee10}. */
    Jetty(String name, String environment) {
        super(name);
        this.environment = environment;
    }

    @Override
    public boolean bringsCdi() {
        return false;
    }

    @Override
    void furnish(Place place) throws IOException {
        place.deploy("webapps");
    }

    @Override
    List<String> command(Place place) {
        String modules =
                "http,%1$s-deploy,%1$s-annotations,%1$s-websocket-jakarta,%1$s-cdi-decorate".formatted(environment);
        return place.java(
                "-jar",
                place.home().resolve("start.jar").toString(),
                "jetty.home=" + place.home(),
                "jetty.base=" + place.base(),
                "--module=" + modules,
                "jetty.http.host=127.0.0.1",
                "jetty.http.port=" + place.port(),
                "jetty.deploy.scanInterval=1");
    }

    @Override
    public Optional<Path> hotDeployment(Place place) {
        return Optional.of(place.base().resolve("webapps").resolve(WAR));
    }
}
