package org.garuda.channels.tck.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** What is seen of an attack: what must hold, and what nothing depends on. Used by one thread. */
public final class Findings {

    private final List<Claim> claims = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private OptionalLong mostGrowth = OptionalLong.empty();

    Findings() {}

    /**
     * Says whether something holds that must.
     *
     * @param what what must hold
     * @param holds whether it does
     * @param seen numbers or words
     */
    public void claim(String what, boolean holds, String seen) {
        claims.add(new Claim(what, holds, seen));
    }

    /**
     * Takes something down that nothing depends on.
     *
     * @param note a line
     */
    public void note(String note) {
        notes.add(note);
    }

    /**
     * What was claimed so far.
     *
     * @return the claims, in their order
     */
    public List<Claim> claims() {
        return Collections.unmodifiableList(claims);
    }

    /**
     * What was noted so far.
     *
     * @return the notes, in their order
     */
    public List<String> notes() {
        return Collections.unmodifiableList(notes);
    }

    /**
     * Claims that the heap has not grown much. It is measured when the attack has been made, and the others are silent:
     * to measure disturbs them too.
     *
     * @param most MiB
     */
    public void limitHeap(long most) {
        mostGrowth = OptionalLong.of(most);
    }

    /**
     * How much the heap may grow.
     *
     * @return MiB, empty unless the attack has said so
     */
    OptionalLong mostGrowth() {
        return mostGrowth;
    }
}
