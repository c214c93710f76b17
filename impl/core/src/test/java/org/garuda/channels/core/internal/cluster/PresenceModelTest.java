package org.garuda.channels.core.internal.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.garuda.channels.core.internal.bus.NodeId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Presence across nodes under random faults, by seeds. A failure names its seed; {@code -Dpresence.model.seed=N} runs that one
 * alone, {@code -Dpresence.model.schedules=100000} as many new ones as one likes.
 */
class PresenceModelTest {

    private static final int SCHEDULES = Integer.getInteger("presence.model.schedules", 1_000);
    private static final int MUTANT_SCHEDULES = 20_000;

    /** Nodes that come and go are wanted here; the field keeps the setting alive. */
    private static final Logger NEWS = Logger.getLogger("org.garuda.channels.core.internal.cluster");

    @BeforeAll
    static void keepQuiet() {
        NEWS.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        NEWS.setLevel(null);
    }

    @Test
    void noFixedScheduleShowsAnythingWrong() {
        Long one = Long.getLong("presence.model.seed");
        if (one != null) {
            assertEquals("", new PresenceModel(one, ModelMutant.NONE).run(), "seed " + one);
            return;
        }
        for (long seed = 1; seed <= 1_000; seed++) {
            assertEquals("", new PresenceModel(seed, ModelMutant.NONE).run(), "-Dpresence.model.seed=" + seed);
        }
    }

    /** It had beaten by turns, so that the beat that was due waited for the second turn after each standstill. */
    @Test
    void aNodeThatStandsStillTwiceInARowIsThereAllTheTime() {
        for (int offset = 0; offset < 500; offset += 25) {
            ModelSchedule schedule = new ModelSchedule();
            Random random = new Random(offset);
            ModelJudge judge = new ModelJudge(schedule, false);
            ModelBroker broker = new ModelBroker(schedule, random, 0);
            ModelNode one = new ModelNode("one", new NodeId(1, 1), schedule, broker, judge, ModelMutant.NONE);
            ModelNode other = new ModelNode("other", new NodeId(2, 2), schedule, broker, judge, ModelMutant.NONE);
            for (int time = 3_000; time < 5_000; time += 100) {
                schedule.at(time, () -> one.live(random));
            }
            schedule.at(10_000 + offset, () -> one.pause(1_400));
            schedule.at(11_650 + offset, () -> one.pause(1_400));
            schedule.runUntil(10_000);
            assertEquals(one.presence().list(), other.presence().list());
            assertTrue(one.presence().list().values().stream().anyMatch(refs -> !refs.isEmpty()));
            schedule.runUntil(20_000);
            assertEquals("", judge.violation(), "offset " + offset);
            one.close();
            other.close();
        }
    }

    @Test
    void noNewScheduleShowsAnythingWrong() {
        Random seeds = new Random();
        for (int i = 0; i < SCHEDULES; i++) {
            long seed = seeds.nextLong();
            assertEquals("", new PresenceModel(seed, ModelMutant.NONE).run(), "-Dpresence.model.seed=" + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(value = ModelMutant.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyRuleIsNeeded(ModelMutant mutant) {
        long seed = 0;
        String violation = "";
        while (violation.isEmpty() && seed < MUTANT_SCHEDULES) {
            violation = new PresenceModel(++seed, mutant).run();
        }
        System.out.println("PresenceModelTest: " + mutant + " after " + seed + " schedules: " + violation);
        assertTrue(!violation.isEmpty(), mutant + " was not noticed in " + seed + " schedules");
    }
}
