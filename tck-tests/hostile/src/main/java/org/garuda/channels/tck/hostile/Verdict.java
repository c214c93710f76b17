package org.garuda.channels.tck.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.garuda.channels.tck.hostile.client.Others;

/**
 * What came of an attack.
 *
 * @param plan what was done
 * @param claims what must hold
 * @param before the others before the attack
 * @param during the others while it went on
 * @param outcomes what the attacker's connections got, and how often
 * @param notes numbers that nothing depends on
 */
public record Verdict(
        Attack.Plan plan,
        List<Claim> claims,
        Others.Fortune before,
        Others.Fortune during,
        Map<String, Integer> outcomes,
        List<String> notes) {

    /** Copies the lists and the map. */
    public Verdict {
        claims = List.copyOf(claims);
        outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
        notes = List.copyOf(notes);
    }

    /**
     * The same with other claims.
     *
     * @param others what must hold
     * @return another verdict
     */
    Verdict with(List<Claim> others) {
        return new Verdict(plan, others, before, during, outcomes, notes);
    }

    /**
     * Whether everything holds that must.
     *
     * @return false when one claim does not
     */
    public boolean holds() {
        return claims.stream().allMatch(Claim::holds);
    }

    /**
     * The claims that do not hold.
     *
     * @return none when all do
     */
    public List<Claim> broken() {
        return claims.stream().filter(claim -> !claim.holds()).toList();
    }

    /**
     * Whether nothing but a busy machine need be to blame: the attack may be made once more.
     *
     * @return false when everything holds, or something does not that has nothing to do with time
     */
    public boolean isBrokenByTimeAlone() {
        return !holds() && broken().stream().allMatch(Claim::timed);
    }

    /**
     * All of it for a person.
     *
     * @return lines
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add((holds() ? "HOLDS     " : "DOES NOT  ") + plan.id() + ": " + plan.sends());
        claims.forEach(claim -> lines.add("    " + claim));
        lines.add("    others before: " + before.echoes());
        lines.add("    others during: " + during.echoes());
        lines.add("    newcomers:     " + during.newcomers());
        lines.add("    attackers got: " + outcomes);
        notes.forEach(note -> lines.add("    " + note));
        return lines;
    }
}
