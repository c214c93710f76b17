package org.garuda.channels.tck.cluster.row;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.garuda.channels.tck.cluster.Findings;
import org.garuda.channels.tck.cluster.Row;
import org.garuda.channels.tck.cluster.Stage;
import org.garuda.channels.tck.cluster.client.LongPoller;

/** The requests of a session of long-polling are dealt round among three nodes, and then its node is killed. */
public final class LongPollDealtRound implements Row {

    private static final int MESSAGES = 300;
    private static final double MORE_MILLIS = 5;
    private static final double GONE_SECONDS = 0.1;

    /** How exactly it is known when a node counts as gone. */
    private static final double LOOKED_SECONDS = 0.02;

    private static final long OK = 200;
    private static final long GONE = 410;

    @Override
    public Plan plan() {
        return Plan.of(
                "long-polling",
                "the polls and posts of one session are dealt round among three nodes, and then its node is killed",
                "Phoenix 2 s for each request of a session whose node is dead, up to 12 s for one that is closed",
                3,
                20);
    }

    @Override
    public void run(Stage stage, Findings findings) throws Exception {
        double one =
                session(stage, findings, List.of(stage.node(0).uri()), "one").millis();
        List<URI> three = stage.nodes().stream().map(node -> node.uri()).toList();
        Session round = session(stage, findings, three, "round");
        findings.tell("from post to poll on one node, median", one, "ms");
        findings.atMost("more when dealt round", Math.max(0, round.millis() - one), MORE_MILLIS, "ms");
        CompletableFuture<LongPoller.Answer> waiting = round.poller().pollLater(three.get(1));
        stage.go(500);
        stage.node(0).kill();
        long[] gone = {0};
        stage.until(
                () -> {
                    if (gone[0] == 0 && members(stage, 1) == 1) {
                        gone[0] = System.nanoTime();
                    }
                    return waiting.isDone() && gone[0] != 0;
                },
                20_000);
        boolean answered = waiting.isDone() && gone[0] != 0;
        findings.holds(
                "the waiting poll is answered with 410",
                answered && waiting.join().status() == GONE);
        findings.atMost(
                "that, after the node counts as gone",
                answered ? Math.max(0, (waiting.join().at() - gone[0]) / 1e9) : Double.POSITIVE_INFINITY,
                GONE_SECONDS + LOOKED_SECONDS,
                "s");
        long since = System.nanoTime();
        findings.holds(
                "the next post is answered with 410", round.poller().post(three.get(2), push(0, "echo")) == GONE);
        findings.atMost("that, after", (System.nanoTime() - since) / 1e9, GONE_SECONDS, "s");
    }

    /** A session that has gone on for a while, and how long a message took in it. */
    private record Session(LongPoller poller, double millis) {}

    private static Session session(Stage stage, Findings findings, List<URI> nodes, String name)
            throws IOException, InterruptedException {
        LongPoller poller = new LongPoller();
        poller.poll(nodes.get(0));
        int request = 0;
        long joined = poller.post(next(nodes, request++), "[\"1\",\"1\",\"load:lp\",\"phx_join\",{}]");
        List<String> got = new ArrayList<>();
        double[] took = new double[MESSAGES];
        if (joined == OK) {
            poller.poll(next(nodes, request++));
            for (int i = 0; i < MESSAGES; i++) {
                long since = System.nanoTime();
                if (poller.post(next(nodes, request++), push(i, "pub")) != OK) {
                    break;
                }
                LongPoller.Answer answer = poller.poll(next(nodes, request++));
                got.addAll(answer.messages());
                took[i] = (answer.at() - since) / 1e6;
            }
        }
        List<String> expected =
                IntStream.range(0, MESSAGES).mapToObj(String::valueOf).toList();
        List<String> numbers = got.stream()
                .filter(message -> message.contains("\"n\":"))
                .map(message -> message.replaceAll(".*\"n\":(\\d+).*", "$1"))
                .toList();
        findings.holds("each message once, in order (" + name + ")", numbers.equals(expected));
        stage.go(1);
        Arrays.sort(took);
        return new Session(poller, took[MESSAGES / 2]);
    }

    private static String push(int number, String event) {
        return "[\"1\",\"" + (number + 2) + "\",\"load:lp\",\"" + event + "\",{\"p\":0,\"n\":" + number + "}]";
    }

    private static URI next(List<URI> nodes, int request) {
        return nodes.get(request % nodes.size());
    }

    private static long members(Stage stage, int node) {
        try {
            return stage.node(node).fact("members");
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
