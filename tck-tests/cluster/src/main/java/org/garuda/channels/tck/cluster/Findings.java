package org.garuda.channels.tck.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What is seen of a failure in one run: figures, each beside what is expected. Used by one thread. */
public final class Findings {

    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Findings() {}

    /**
     * A number that has a bound.
     *
     * @param what what it tells
     * @param seen the number
     * @param most the bound
     * @param unit its unit
     */
    public void atMost(String what, double seen, double most, String unit) {
        figures.add(new Figure(what, "≤ " + number(most) + " " + unit, seen, seen <= most));
    }

    /**
     * Something that must not be.
     *
     * @param what what it is
     * @param seen how often it was
     */
    public void none(String what, long seen) {
        figures.add(new Figure(what, "0", seen, seen == 0));
    }

    /**
     * A number that must be another.
     *
     * @param what what it tells, with what it is compared to
     * @param seen the number
     * @param expected the other
     */
    public void equal(String what, long seen, long expected) {
        figures.add(new Figure(what, "equal", seen - expected, seen == expected));
    }

    /**
     * Something that must hold.
     *
     * @param what what it is
     * @param holds whether it does
     */
    public void holds(String what, boolean holds) {
        figures.add(new Figure(what, "yes", holds ? 1 : 0, holds));
    }

    /**
     * A number on which nothing depends.
     *
     * @param what what it tells
     * @param seen the number
     * @param unit its unit
     */
    public void tell(String what, double seen, String unit) {
        figures.add(new Figure(what, "in " + unit, seen, true));
    }

    /**
     * Takes down what helps to understand a figure.
     *
     * @param note a line
     */
    public void note(String note) {
        notes.add(note);
    }

    List<Figure> figures() {
        return Collections.unmodifiableList(figures);
    }

    List<String> notes() {
        return Collections.unmodifiableList(notes);
    }

    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }

    /**
     * One of them.
     *
     * @param what what it tells
     * @param expected what it must be
     * @param seen what it is
     * @param holds whether that is so
     */
    record Figure(String what, String expected, double seen, boolean holds) {}
}
