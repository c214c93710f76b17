package org.garuda.channels.tck.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.garuda.channels.tck.hostile.app.HostileApp;
import org.garuda.channels.tck.hostile.client.Target;
import org.garuda.channels.tck.hostile.server.Output;
import org.garuda.channels.tck.hostile.server.OwnServer;
import org.garuda.channels.tck.hostile.server.ProcessFacts;

/** Attacks a server on this machine, and tells what came of it. */
public final class Hostile {

    private static final Path LOGS = Path.of("tck-tests", "hostile", "target", "logs");

    private final Options options;

    private Hostile(Options options) {
        this.options = options;
    }

    /**
     * Attacks, and ends the virtual machine.
     *
     * @param args see {@link Options#USAGE}
     * @throws IOException when a server does not come up, or the report cannot be written
     * @throws InterruptedException when the thread is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            System.exit(new Hostile(Options.parse(args)).run() ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
        }
    }

    private boolean run() throws IOException, InterruptedException {
        if (options.command() == Options.Command.LIST) {
            Attacks.all().forEach(attack -> list(attack.plan()));
            return true;
        }
        boolean standalone = options.command() == Options.Command.STANDALONE;
        if (standalone && !Files.isRegularFile(options.app())) {
            throw new IllegalArgumentException(
                    "there is no " + options.app() + "; call this after mvn -q -DskipTests package, or say --app");
        }
        Attack.Home home = options.war() ? Attack.Home.WAR : Attack.Home.STANDALONE;
        List<Verdict> verdicts = new ArrayList<>();
        for (Attack attack : Attacks.of(home, options.only())) {
            if (!standalone && attack.plan().setting().application() == OwnServer.Application.OWN) {
                System.out.println("UNTRIED   " + attack.plan().id() + ": needs a server of its own; see standalone");
                continue;
            }
            verdicts.add(Referee.patiently(
                    () -> standalone ? onItsOwn(attack) : onAnother(attack, home),
                    verdict -> verdict.lines().forEach(System.out::println)));
        }
        if (options.json().isPresent()) {
            Report.write(options.json().get(), verdicts);
        }
        long broken = verdicts.stream().filter(verdict -> !verdict.holds()).count();
        System.out.println(verdicts.size() + " attacks, " + broken + " of which did what they must not");
        return broken == 0;
    }

    private static void list(Attack.Plan plan) {
        System.out.println(plan.id() + " (" + plan.homes().stream().sorted().toList() + ")");
        System.out.println("    sends: " + plan.sends());
        System.out.println("    right: " + plan.right());
    }

    private Verdict onItsOwn(Attack attack) throws IOException, InterruptedException {
        Path log = LOGS.resolve(attack.plan().id() + ".log");
        try (OwnServer server =
                OwnServer.start(options.java(), options.app(), attack.plan().setting(), log)) {
            Verdict verdict = new Referee(
                            server.target(),
                            Attack.Home.STANDALONE,
                            options.brief(),
                            Optional.of(server.facts()),
                            Optional.of(server.output()))
                    .judge(attack);
            List<Claim> claims = new ArrayList<>(verdict.claims());
            long began = System.nanoTime();
            boolean stopped = server.stop(20);
            claims.add(new Claim(
                    "the server stops when it is told to",
                    stopped,
                    "%.1f s".formatted((System.nanoTime() - began) / 1e9)));
            if (attack.plan().setting().application() == OwnServer.Application.OWN) {
                List<String> lines = server.output().since(0);
                claims.add(new Claim(
                        "whatever fails in the stop, its other steps are taken",
                        lines.containsAll(HostileApp.STOPPED),
                        ""));
            }
            return verdict.with(claims);
        }
    }

    private Verdict onAnother(Attack attack, Attack.Home home) throws IOException, InterruptedException {
        return new Referee(
                        Target.of(options.url(), options.socket()),
                        home,
                        options.brief(),
                        options.pid().map(ProcessFacts::new),
                        options.log().map(Output::new))
                .judge(attack);
    }
}
