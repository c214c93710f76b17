package org.garuda.channels.tck.hostile;

import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.hostile.attack.BlockedHandlers;
import org.garuda.channels.tck.hostile.attack.CrashLoop;
import org.garuda.channels.tck.hostile.attack.DeafPollers;
import org.garuda.channels.tck.hostile.attack.DrippingFrames;
import org.garuda.channels.tck.hostile.attack.ErrorsEverywhere;
import org.garuda.channels.tck.hostile.attack.ForgedLines;
import org.garuda.channels.tck.hostile.attack.FullMessage;
import org.garuda.channels.tck.hostile.attack.GreedyPresence;
import org.garuda.channels.tck.hostile.attack.HeartbeatsBehindABlock;
import org.garuda.channels.tck.hostile.attack.HeldBackMessages;
import org.garuda.channels.tck.hostile.attack.HugeHeads;
import org.garuda.channels.tck.hostile.attack.LongRefs;
import org.garuda.channels.tck.hostile.attack.MalformedRequests;
import org.garuda.channels.tck.hostile.attack.ManyFragments;
import org.garuda.channels.tck.hostile.attack.PingFlood;
import org.garuda.channels.tck.hostile.attack.SlowBodies;
import org.garuda.channels.tck.hostile.attack.UnfinishedPosts;

/** All attacks there are. */
public final class Attacks {

    private Attacks() {}

    /**
     * All of them.
     *
     * @return new ones, in their order
     */
    public static List<Attack> all() {
        return List.of(
                new ManyFragments(),
                new HeldBackMessages(),
                SlowBodies.posts(),
                SlowBodies.puts(),
                new UnfinishedPosts(),
                new HeartbeatsBehindABlock(),
                new PingFlood(),
                new LongRefs(),
                new GreedyPresence(),
                new DrippingFrames(),
                new FullMessage(),
                new DeafPollers(),
                new CrashLoop(),
                new BlockedHandlers(),
                new ForgedLines(),
                new MalformedRequests(),
                new HugeHeads(),
                new ErrorsEverywhere());
    }

    /**
     * Those that can be made somewhere.
     *
     * @param home where
     * @param only their numbers or names; empty: all
     * @return new ones, in their order
     * @throws IllegalArgumentException when one that is named is not among them; the message says so
     */
    public static List<Attack> of(Attack.Home home, List<String> only) {
        List<Attack> possible = new ArrayList<>(all());
        possible.removeIf(attack -> !attack.plan().homes().contains(home));
        for (String name : only) {
            if (possible.stream().noneMatch(attack -> isCalled(attack, name))) {
                throw new IllegalArgumentException("no attack that can be made there is called " + name);
            }
        }
        possible.removeIf(attack -> !only.isEmpty() && only.stream().noneMatch(name -> isCalled(attack, name)));
        return possible;
    }

    private static boolean isCalled(Attack attack, String name) {
        String id = attack.plan().id();
        return id.equals(name) || id.startsWith(name + "-");
    }
}
