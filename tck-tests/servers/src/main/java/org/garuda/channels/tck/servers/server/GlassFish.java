package org.garuda.channels.tck.servers.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Eclipse GlassFish with its default domain. */
final class GlassFish extends ServerKind {

    private static final String DOMAIN_XML = "domains/domain1/config/domain.xml";

    /** How often its passwords are digested. */
    private static final int ROUNDS = 100;

    private final int leastJava;

    GlassFish(String name, int leastJava) {
        super(name);
        this.leastJava = leastJava;
    }

    @Override
    public boolean bringsCdi() {
        return true;
    }

    @Override
    public int leastJava() {
        return leastJava;
    }

    @Override
    void configure(ServerInstance instance) throws IOException {
        instance.copyFromHome("glassfish/domains/domain1", "domains/domain1");
        instance.append("domains/domain1/config/keyfile", User.all(GlassFish::entry));
        instance.replace(
                DOMAIN_XML,
                "<security-service>",
                "<security-service activate-default-principal-to-role-mapping=\"true\">");
        List<Integer> ports = instance.otherPorts();
        instance.replace(DOMAIN_XML, "port=\"8080\"", "address=\"127.0.0.1\" port=\"" + instance.port() + "\"");
        instance.replace(DOMAIN_XML, "port=\"8181\"", "address=\"127.0.0.1\" port=\"" + ports.get(0) + "\"");
        instance.replace(DOMAIN_XML, "port=\"4848\"", "address=\"127.0.0.1\" port=\"" + ports.get(1) + "\"");
        instance.replace(
                DOMAIN_XML, "address=\"0.0.0.0\" port=\"8686\"", "address=\"127.0.0.1\" port=\"" + ports.get(2) + "\"");
        instance.replace(
                DOMAIN_XML, "address=\"0.0.0.0\" port=\"3700\"", "address=\"127.0.0.1\" port=\"" + ports.get(3) + "\"");
        instance.replace(
                DOMAIN_XML, "address=\"0.0.0.0\" port=\"3820\"", "address=\"127.0.0.1\" port=\"" + ports.get(4) + "\"");
        instance.replace(
                DOMAIN_XML, "address=\"0.0.0.0\" port=\"3920\"", "address=\"127.0.0.1\" port=\"" + ports.get(5) + "\"");
        instance.replace(DOMAIN_XML, "osgi.shell.telnet.port=6666", "osgi.shell.telnet.port=" + ports.get(6));
        if (instance.memory() == ServerInstance.Memory.SCARCE) {
            instance.replace(
                    DOMAIN_XML,
                    "<jvm-options>-Xmx512m</jvm-options>",
                    "<jvm-options>-Xmx512m</jvm-options><jvm-options>" + ServerInstance.CLEAR_SOFT_REFERENCES
                            + "</jvm-options>");
        }
        Files.createDirectories(instance.base().resolve("tmp"));
        instance.deploy("domains/domain1/autodeploy");
    }

    /** A user in its file: the digest of the digest of the password with a salt, and so on, and the salt. */
    private static String entry(User user) {
        byte[] salt = {1, 2, 3, 4, 5, 6, 7, 8};
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(user.password().getBytes(StandardCharsets.UTF_8));
            byte[] hash = digest.digest(salt);
            for (int i = 1; i < ROUNDS; i++) {
                hash = digest.digest(hash);
            }
            byte[] both = Arrays.copyOf(hash, hash.length + salt.length);
            System.arraycopy(salt, 0, both, hash.length, salt.length);
            return user.name() + ";{SSHA256}" + Base64.getEncoder().encodeToString(both) + ";" + user.roles() + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    List<String> command(ServerInstance instance) {
        // From version 8 on there is a launcher in source form; before, one in a jar.
        Path source = instance.home().resolve("bin/asadmin.java");
        Path jar = instance.home().resolve("glassfish/lib/client/appserver-cli.jar");
        List<String> command = new ArrayList<>();
        command.add(instance.jdk().java().toString());
        command.addAll(Files.exists(source) ? List.of(source.toString()) : List.of("-jar", jar.toString()));
        command.addAll(List.of(
                "start-domain",
                "--verbose",
                "--domaindir",
                instance.base().resolve("domains").toString(),
                "domain1"));
        return command;
    }

    @Override
    public Optional<Path> hotDeployment(ServerInstance instance) {
        return Optional.of(instance.base().resolve("domains/domain1/autodeploy").resolve(WAR));
    }
}
