package org.garuda.channels.tck.hostile;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.garuda.channels.tck.hostile.server.OwnServer.Application;
import org.garuda.channels.tck.hostile.server.OwnServer.Setting;

/** What one attacker does. A new object for each run. */
public interface Attack {

    /** Where an attack can be made. */
    enum Home {
        /** Against the standalone server. */
        STANDALONE,
        /** Against the conformance app in a Jakarta server. */
        WAR
    }

    /**
     * What is to be known of an attack before it is made.
     *
     * @param id the number of its kind and a word
     * @param sends what the attacker does
     * @param right what must hold, beside what must hold in every attack: the others are not disturbed, and the server
     *     lives
     * @param homes where it can be made
     * @param setting how a server of its own is started for it
     * @param others what the topics of the others begin with
     * @param newcomers whether newcomers must be let in meanwhile
     */
    record Plan(
            String id, String sends, String right, Set<Home> homes, Setting setting, String others, boolean newcomers) {

        /** The heap of a server, unless an attack needs less. */
        public static final String HEAP = "-Xmx256m";

        /** Copies the set. */
        public Plan {
            homes = Set.copyOf(homes);
        }

        /**
         * An attack on the conformance app with the usual heap.
         *
         * @param id the number of its kind and a word
         * @param sends what the attacker does
         * @param right what must hold
         * @param homes where it can be made
         * @return the plan
         */
        public static Plan of(String id, String sends, String right, Home... homes) {
            Setting usual = new Setting(Application.CONFORMANCE, List.of(HEAP));
            return new Plan(id, sends, right, Set.of(homes), usual, "rooms:", true);
        }

        /**
         * The same with another server.
         *
         * @param application what it runs
         * @param options for its virtual machine
         * @return another plan
         */
        public Plan on(Application application, String... options) {
            return new Plan(id, sends, right, homes, new Setting(application, List.of(options)), others, newcomers);
        }

        /**
         * The same in a place where everything that handles messages is blocked: the others are on topics that need no
         * thread, and nobody new is let in.
         *
         * @return another plan
         */
        public Plan amongTheBlocked() {
            return new Plan(id, sends, right, homes, setting, "calm:", false);
        }
    }

    /**
     * What it is about.
     *
     * @return always the same
     */
    Plan plan();

    /**
     * Makes the attack, and says what it sees. Returns while what it has sent still weighs on the server: its
     * connections are closed by the scene. Ends by itself within two minutes.
     *
     * @param scene where
     * @throws IOException when the attack cannot go on
     * @throws InterruptedException when the thread is interrupted
     */
    void make(Scene scene) throws IOException, InterruptedException;
}
