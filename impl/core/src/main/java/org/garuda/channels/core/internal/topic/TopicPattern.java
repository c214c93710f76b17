package org.garuda.channels.core.internal.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An exact topic, a template with variables, or a prefix followed by one trailing {@code *}. Immutable. Templates that
 * differ in the names of their variables alone match the same topics, and are equal.
 */
public final class TopicPattern {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** The most special first, of those that match a topic; only equal patterns tie. */
    private static final Comparator<TopicPattern> BY_SPECIFICITY = Comparator.comparing(TopicPattern::isInexact)
            .thenComparing(Comparator.comparingInt(TopicPattern::literals).reversed())
            .thenComparing(TopicPattern::isPrefix)
            .thenComparing(pattern -> pattern.rest != null)
            .thenComparing(Comparator.comparingInt(TopicPattern::firstVariable).reversed())
            .thenComparing(pattern -> pattern.shape);

    private final String text;

    /** The text without the names of variables. */
    private final String shape;

    /** What the topic has before each variable, and before the rest. */
    private final List<String> before;

    /** The variables, in their order, without the rest. */
    private final List<String> names;

    /** What the topic ends with; empty if there is a rest. */
    private final String after;

    /** The name of the rest; empty for that of a prefix, null if there is none. */
    private final @Nullable String rest;

    private TopicPattern(String text, List<String> before, List<String> names, String after, @Nullable String rest) {
        this.text = text;
        this.shape = text.replaceAll("\\{[^}*]*(\\*?)}", "{$1}");
        this.before = List.copyOf(before);
        this.names = List.copyOf(names);
        this.after = after;
        this.rest = rest;
    }

    /**
     * Checks a pattern.
     *
     * @param owner what it was given for, to be named in the message
     * @throws IllegalArgumentException when it is empty, has a {@code *} anywhere but at the end, or a brace that is no
     *     part of a variable, or a variable that is not followed by a colon or the end
     */
    public static TopicPattern of(String text, String owner) {
        Objects.requireNonNull(text, () -> "the topic pattern of " + owner + " must not be null");
        if (text.isEmpty()) {
            throw unusable(text, owner, "");
        }
        return text.indexOf('{') < 0 && text.indexOf('}') < 0 ? plain(text, owner) : template(text, owner);
    }

    private static TopicPattern plain(String text, String owner) {
        int star = text.indexOf('*');
        if (star < 0) {
            return new TopicPattern(text, List.of(), List.of(), text, null);
        }
        if (star < text.length() - 1) {
            throw unusable(text, owner, "");
        }
        return new TopicPattern(text, List.of(text.substring(0, star)), List.of(), "", "");
    }

    private static TopicPattern template(String text, String owner) {
        List<String> before = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            String name = text.substring(open + 1, close < 0 ? text.length() : close);
            boolean takesRest = close == text.length() - 1 && name.endsWith("*");
            String variable = takesRest ? name.substring(0, name.length() - 1) : name;
            if (close < 0 || !NAME.matcher(variable).matches()) {
                throw unusable(text, owner, ", since \"" + name + "\" is no name of a variable");
            }
            if (close < text.length() - 1 && text.charAt(close + 1) != ':') {
                throw unusable(text, owner, ", since the variable \"" + name + "\" would end nowhere");
            }
            if (!seen.add(variable)) {
                throw unusable(text, owner, ", since two of its variables are named \"" + variable + "\"");
            }
            before.add(literal(text, at, open, owner));
            if (takesRest) {
                return new TopicPattern(text, before, names, "", variable);
            }
            names.add(variable);
            at = close + 1;
        }
        return new TopicPattern(text, before, names, literal(text, at, text.length(), owner), null);
    }

    private static String literal(String text, int from, int to, String owner) {
        String literal = text.substring(from, to);
        if (literal.indexOf('}') >= 0) {
            throw unusable(text, owner, ", since it closes a variable that it does not open");
        }
        if (literal.indexOf('*') >= 0) {
            throw unusable(text, owner, ", since the rest after a variable has a name, like \"orders:{id}:{rest*}\"");
        }
        return literal;
    }

    private static IllegalArgumentException unusable(String text, String owner, String why) {
        return new IllegalArgumentException("the pattern \"" + text + "\" of " + owner + " is not usable" + why
                + "; write an exact topic, a template with variables between colons, like \"orders:{id}\" or"
                + " \"files:{path*}\", or a prefix followed by one trailing \"*\", like \"rooms:*\"");
    }

    /** The pattern as it was written. */
    public String text() {
        return text;
    }

    /** The names of its variables. */
    public Set<String> variables() {
        Set<String> all = new HashSet<>(names);
        if (rest != null && !rest.isEmpty()) {
            all.add(rest);
        }
        return all;
    }

    /** Whether a topic is meant. */
    public boolean matches(String topic) {
        return isInexact() ? walk(topic, null) != null : topic.equals(text);
    }

    /**
     * What a variable stands for in a topic that matches; costs as much as matching it.
     *
     * @throws IllegalArgumentException when there is no such variable
     */
    public String variable(String name, String topic) {
        boolean known = names.contains(name) || name.equals(rest) && !isPrefix();
        String value = known ? walk(topic, name) : null;
        if (value == null) {
            throw new IllegalArgumentException("the pattern \"" + text + "\" has no variable \"" + name + "\""
                    + (variables().isEmpty()
                            ? "; write one, like \"orders:{id}\""
                            : ", only \"" + variables().stream().sorted().collect(Collectors.joining("\", \""))
                                    + "\""));
        }
        return value;
    }

    /** Goes along a topic: null if it does not match, else what the wanted variable stands for, or an empty text. */
    private @Nullable String walk(String topic, @Nullable String wanted) {
        String found = "";
        int at = 0;
        for (int i = 0; i < before.size(); i++) {
            String literal = before.get(i);
            if (!topic.startsWith(literal, at)) {
                return null;
            }
            at += literal.length();
            if (i == names.size()) {
                return Objects.equals(wanted, rest) ? topic.substring(at) : found;
            }
            int colon = topic.indexOf(':', at);
            int end = colon < 0 ? topic.length() : colon;
            if (end == at) {
                return null;
            }
            if (names.get(i).equals(wanted)) {
                found = topic.substring(at, end);
            }
            at = end;
        }
        return topic.length() == at + after.length() && topic.endsWith(after) ? found : null;
    }

    /** Orders patterns that match the same topic: whatever comes first counts. */
    public int compareSpecificity(TopicPattern other) {
        return BY_SPECIFICITY.compare(this, other);
    }

    /** Whether this is a prefix with a star. */
    private boolean isPrefix() {
        return rest != null && rest.isEmpty();
    }

    /** Whether it may match more than one topic. */
    boolean isInexact() {
        return !before.isEmpty();
    }

    /** How many characters are before the first variable. */
    private int firstVariable() {
        return before.isEmpty() ? after.length() : before.get(0).length();
    }

    private int literals() {
        return before.stream().mapToInt(String::length).sum() + after.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TopicPattern pattern && pattern.shape.equals(shape);
    }

    @Override
    public int hashCode() {
        return shape.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
