package org.garuda.channels.core.internal.topic;

import java.util.Objects;

/**
 * An exact topic, or a prefix followed by one trailing {@code *}.
 *
 * @param text the pattern as it was written
 */
public record TopicPattern(String text) {

    /**
     * Checks a pattern.
     *
     * @param owner what it was given for, to be named in the message
     * @throws IllegalArgumentException when it is empty, has a {@code *} anywhere but at the end, or has a brace;
     *     braces are kept for templates, so that no pattern of today changes its meaning one day
     */
    public static TopicPattern of(String text, String owner) {
        Objects.requireNonNull(text, () -> "the topic pattern of " + owner + " must not be null");
        int star = text.indexOf('*');
        if (text.isEmpty() || star >= 0 && star < text.length() - 1) {
            throw unusable(text, owner, "");
        }
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw unusable(text, owner, ", since \"{\" and \"}\" have no meaning in patterns yet");
        }
        return new TopicPattern(text);
    }

    private static IllegalArgumentException unusable(String text, String owner, String why) {
        return new IllegalArgumentException("the pattern \"" + text + "\" of " + owner + " is not usable" + why
                + "; write an exact topic, or a prefix followed by one trailing \"*\", like \"rooms:*\"");
    }

    /** Whether this is a prefix. */
    public boolean isPrefix() {
        return text.endsWith("*");
    }

    /** The topic, or the prefix without its star. */
    public String stem() {
        return isPrefix() ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether a topic is meant. */
    public boolean matches(String topic) {
        return isPrefix() ? topic.startsWith(stem()) : topic.equals(text);
    }

    /** Orders patterns that match the same topic: an exact one first, then the longest prefix. */
    public int compareSpecificity(TopicPattern other) {
        return isPrefix() == other.isPrefix()
                ? Integer.compare(other.text.length(), text.length())
                : Boolean.compare(isPrefix(), other.isPrefix());
    }
}
