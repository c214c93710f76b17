package org.garuda.channels.tck.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.garuda.channels.tck.hostile.client.Latencies;
import org.garuda.channels.tck.hostile.client.Others;
import org.garuda.channels.tck.hostile.client.Target;
import org.garuda.channels.tck.hostile.server.Output;
import org.garuda.channels.tck.hostile.server.ProcessFacts;

/**
 * Has an attack made while others use the server, and judges what came of it.
 *
 * @param target the server
 * @param home what kind of server it is
 * @param brief whether the attacks are short
 * @param process its process, if that is known
 * @param output what it prints, if that is known
 */
public record Referee(
        Target target, Attack.Home home, boolean brief, Optional<ProcessFacts> process, Optional<Output> output) {

    private static final double MOST_MILLISECONDS = 100;
    private static final double NEWCOMERS_MILLISECONDS = 1000;

    /**
     * Short attacks guard every build, on machines that are never quiet: there others may wait longer, but not be
     * starved.
     */
    private static final double SLACK_WHEN_BRIEF = 5;

    /** What only the time of a busy machine has broken is judged again, so often. */
    private static final int TRIES = 3;

    /**
     * A machine that is busy before there is an attack is so during the attack: the others get this many times as long
     * as before.
     */
    private static final double AS_BUSY_AS_BEFORE = 5;

    /** How long the others go on while what was sent weighs on the server; a newcomer comes in that time. */
    private static final int AFTERMATH = 1_200;

    private static final int SETTLE = 10_000;
    private static final String OUT_OF_MEMORY = "OutOfMemoryError";
    private static final String MADE = "made by a ";

    /** Has attacks made and judged, on a server that is well. */
    @FunctionalInterface
    public interface Judge {

        /**
         * Judges once.
         *
         * @return what came of it
         * @throws IOException when the server is not well before the attack
         * @throws InterruptedException when the thread is interrupted
         */
        Verdict judge() throws IOException, InterruptedException;
    }

    /**
     * Judges, and does so again when nothing but the machine's time was in the way.
     *
     * @param judge judges once
     * @param told is told of each verdict
     * @return the last verdict
     * @throws IOException when the server is not well before an attack
     * @throws InterruptedException when the thread is interrupted
     */
    public static Verdict patiently(Judge judge, Consumer<Verdict> told) throws IOException, InterruptedException {
        Verdict verdict = judge.judge();
        told.accept(verdict);
        for (int tries = 1; verdict.isBrokenByTimeAlone() && tries < TRIES; tries++) {
            verdict = judge.judge();
            told.accept(verdict);
        }
        return verdict;
    }

    /**
     * Has an attack made. Blocks until it is over and everybody is gone.
     *
     * @param attack the attack
     * @return what came of it
     * @throws IOException when the server is not well before the attack
     * @throws InterruptedException when the thread is interrupted
     */
    public Verdict judge(Attack attack) throws IOException, InterruptedException {
        Attack.Plan plan = attack.plan();
        List<Claim> claims = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        long mark = output.isPresent() ? output.get().mark() : 0;
        try (Others others = Others.start(target, plan.others());
                Scene scene = new Scene(target, home, brief, process, output)) {
            OptionalLong heap = memory(notes, "before");
            warmUp(others);
            Others.Fortune before = others.fortune();
            try {
                attack.make(scene);
            } catch (IOException e) {
                claims.add(new Claim("the attack can be made to its end", false, String.valueOf(e.getMessage())));
            }
            Thread.sleep(AFTERMATH);
            Others.Fortune during = others.settle(SETTLE);
            OptionalLong heapNow = memory(notes, "while the attack weighs on it");
            claims.addAll(0, scene.findings().claims());
            scene.findings()
                    .mostGrowth()
                    .ifPresent(most -> growth(heap, heapNow, most).ifPresent(claims::add));
            double slack = brief ? SLACK_WHEN_BRIEF : 1;
            claims.add(echoes(before.echoes(), during.echoes(), slack));
            claims.add(losses(during.echoes()));
            if (plan.newcomers()) {
                claims.add(newcomers(before.newcomers(), during.newcomers(), slack));
            }
            claims.addAll(life(mark));
            notes.addAll(scene.findings().notes());
            return new Verdict(plan, claims, before, during, scene.outcomes(), notes);
        }
    }

    /** The first echoes wait for classes to be loaded and compiled. */
    private void warmUp(Others others) throws InterruptedException {
        Thread.sleep(brief ? 500 : 3_000);
        others.fortune();
        Thread.sleep(brief ? 1_000 : 3_000);
    }

    static Claim echoes(Latencies before, Latencies during, double slack) {
        double most = Math.max(slack * MOST_MILLISECONDS, AS_BUSY_AS_BEFORE * before.p99());
        return new Claim(
                "the others' p99 stays under %.0f ms".formatted(most),
                during.count() > 0 && during.p99() < most,
                during.toString(),
                true);
    }

    static Claim losses(Latencies during) {
        return new Claim("the others lose nothing", during.lost() == 0, during.lost() + " lost");
    }

    static Claim newcomers(Latencies before, Latencies during, double slack) {
        double most = Math.max(slack * NEWCOMERS_MILLISECONDS, AS_BUSY_AS_BEFORE * before.max());
        return new Claim(
                "newcomers are let in within %.0f ms".formatted(most),
                during.count() > 0 && during.max() < most && during.lost() == 0,
                during.toString(),
                true);
    }

    private List<Claim> life(long mark) throws IOException {
        List<Claim> claims = new ArrayList<>();
        process.ifPresent(facts -> claims.add(new Claim("the process lives", facts.isAlive(), "")));
        if (output.isPresent()) {
            List<String> lines = output.get().since(mark).stream()
                    .filter(line -> line.contains(OUT_OF_MEMORY) && !line.contains(MADE))
                    .toList();
            claims.add(new Claim("memory suffices", lines.isEmpty(), lines.isEmpty() ? "" : lines.get(0)));
        }
        return claims;
    }

    /** The live heap, empty where the process is not known, or does not answer. */
    private OptionalLong memory(List<String> notes, String when) throws InterruptedException {
        if (process.isEmpty() || !process.get().isAlive()) {
            return OptionalLong.empty();
        }
        OptionalLong live = process.get().liveMegabytes();
        notes.add("server " + when + ": live heap " + megabytes(live) + ", RSS "
                + megabytes(process.get().residentMegabytes()));
        return live;
    }

    private static Optional<Claim> growth(OptionalLong before, OptionalLong now, long most) {
        if (before.isEmpty()) {
            return Optional.empty();
        }
        boolean holds = now.isPresent() && now.getAsLong() - before.getAsLong() < most;
        return Optional.of(new Claim(
                "the heap grows by less than " + most + " MiB", holds, megabytes(before) + ", then " + megabytes(now)));
    }

    private static String megabytes(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() + " MiB" : "unknown";
    }
}
