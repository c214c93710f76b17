package org.garuda.channels.tck.kit.scenario;

import java.util.List;

/** A recorded scenario: what a client does, and what the recorded server answered. Immutable, for any thread. */
public final class Scenario {

    /** How much a difference from the recording means. */
    public enum Tier {
        /** It breaks the protocol. */
        CONTRACT,
        /** It shows what differs between servers, or where the recorded one was at fault. */
        ADVISORY
    }

    private final String name;
    private final String group;
    private final Tier tier;
    private final String description;
    private final List<Step> steps;

    public Scenario(String name, String group, Tier tier, String description, List<Step> steps) {
        this.name = name;
        this.group = group;
        this.tier = tier;
        this.description = description;
        this.steps = List.copyOf(steps);
    }

    /**
     * The name of the scenario, which is its file's too.
     *
     * @return for example {@code join.ok.v2}
     */
    public String name() {
        return name;
    }

    /**
     * The concern it is about.
     *
     * @return for example {@code join}
     */
    public String group() {
        return group;
    }

    /**
     * How much a difference means.
     *
     * @return the tier
     */
    public Tier tier() {
        return tier;
    }

    /**
     * What happens in it.
     *
     * @return a few words in English
     */
    public String description() {
        return description;
    }

    public List<Step> steps() {
        return steps;
    }

    @Override
    public String toString() {
        return name + " (" + description + ")";
    }
}
