package org.garuda.channels.tck.servers.server;

import java.io.IOException;
import java.nio.file.Files;
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
    void configure(ServerInstance instance) throws IOException {
        Path settings = Files.createDirectories(instance.base().resolve("start.d"));
        // Apart from the environment's modules, or the settings would count in that environment only.
        Files.writeString(settings.resolve("server.ini"), """
                --module=http
                jetty.http.host=127.0.0.1
                jetty.http.port=%d
                # In seconds; nothing is deployed while the server runs unless it is set.
                jetty.deploy.scanInterval=1
                """.formatted(instance.port()));
        Files.writeString(
                settings.resolve("application.ini"),
                "--module=%1$s-deploy,%1$s-annotations,%1$s-websocket-jakarta,%1$s-cdi-decorate\n"
                        .formatted(environment));
        Files.writeString(settings.resolve("logins.ini"), "--module=security\netc/logins.xml\n");
        Files.writeString(
                Files.createDirectories(instance.base().resolve("etc")).resolve("logins.xml"),
                """
                <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
                <Configure id="Server" class="org.eclipse.jetty.server.Server">
                  <New id="users" class="org.eclipse.jetty.security.UserStore">%s</New>
                  <Call name="addBean">
                    <Arg>
                      <New class="org.eclipse.jetty.security.HashLoginService">
                        <Set name="name">default</Set>
                        <Set name="userStore"><Ref refid="users"/></Set>
                      </New>
                    </Arg>
                  </Call>
                </Configure>
                """.formatted(User.all(Jetty::entry)));
        instance.deploy("webapps");
    }

    private static String entry(User user) {
        return """
                <Call name="addUser">
                  <Arg>%s</Arg>
                  <Arg><Call class="org.eclipse.jetty.util.security.Credential" name="getCredential"><Arg>%s</Arg></Call></Arg>
                  <Arg><Array type="java.lang.String">%s</Array></Arg>
                </Call>
                """.formatted(
                        user.name(),
                        user.password(),
                        user.role().map(role -> "<Item>" + role + "</Item>").orElse(""));
    }

    @Override
    List<String> command(ServerInstance instance) {
        return instance.java(
                "-jar",
                instance.home().resolve("start.jar").toString(),
                "jetty.home=" + instance.home(),
                "jetty.base=" + instance.base());
    }

    @Override
    public Optional<Path> hotDeployment(ServerInstance instance) {
        return Optional.of(instance.base().resolve("webapps").resolve(WAR));
    }
}
