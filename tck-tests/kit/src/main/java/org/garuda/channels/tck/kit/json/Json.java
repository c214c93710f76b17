package org.garuda.channels.tck.kit.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value that loses nothing a comparison could need: numbers keep their source text.
 *
 * <p>Two values are equal when their {@linkplain CanonicalJson canonical texts} are: the order of keys and the spelling
 * of a number don't count. Equality, hash code and {@code toString} work at any depth of nesting, because none of them
 * recurses. Immutable, for any thread.
 */
public sealed interface Json {

    /** The three values that JSON spells as words. */
    public enum Literal implements Json {
        /** {@code null}. */
        NULL,
        /** {@code true}. */
        TRUE,
        /** {@code false}. */
        FALSE
    }

    /**
     * A string.
     *
     * @param value its characters, unescaped; may contain a lone surrogate, since JSON can escape one
     */
    public record Str(String value) implements Json {}

    /**
     * A number.
     *
     * @param source the number as it was spelled
     */
    public record Num(String source) implements Json {

        /**
         * A number from an integer.
         *
         * @param value the integer
         * @return the number
         */
        public static Num of(long value) {
            return new Num(Long.toString(value));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Num number && toString().equals(number.toString());
        }

        @Override
        public int hashCode() {
            return toString().hashCode();
        }

        @Override
        public String toString() {
            return CanonicalNumber.of(source);
        }
    }

    /**
     * An array.
     *
     * @param items its elements, unmodifiable
     */
    public record Arr(List<Json> items) implements Json {

        /** Copies the list, not its elements. */
        public Arr {
            items = List.copyOf(items);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Arr array && toString().equals(array.toString());
        }

        @Override
        public int hashCode() {
            return toString().hashCode();
        }

        @Override
        public String toString() {
            return CanonicalJson.of(this);
        }
    }

    /**
     * An object.
     *
     * @param members its members in source order, unmodifiable; of two with one name the last is kept
     */
    public record Obj(Map<String, Json> members) implements Json {

        /** Copies the map, not its values. */
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /**
         * An object with one member.
         *
         * @param name the member's name
         * @param value the member's value
         * @return the object
         */
        public static Obj of(String name, Json value) {
            return new Obj(Map.of(name, value));
        }

        /**
         * The value of a member.
         *
         * @param name the member's name
         * @return its value, empty when there is no such member
         */
        public Optional<Json> get(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /**
         * This object with one member more, or with another value for it.
         *
         * @param name the member's name
         * @param value the member's value
         * @return a new object
         */
        public Obj with(String name, Json value) {
            Map<String, Json> copy = new LinkedHashMap<>(members);
            copy.put(name, value);
            return new Obj(copy);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Obj object && toString().equals(object.toString());
        }

        @Override
        public int hashCode() {
            return toString().hashCode();
        }

        @Override
        public String toString() {
            return CanonicalJson.of(this);
        }
    }
}
