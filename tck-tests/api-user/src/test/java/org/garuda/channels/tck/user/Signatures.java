package org.garuda.channels.tck.user;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Types and annotations as one writes them, the same on every JDK: what the JDK itself says of them has changed. */
final class Signatures {

    private Signatures() {}

    static String list(AnnotatedType[] types) {
        return Arrays.stream(types).map(Signatures::text).collect(Collectors.joining(", "));
    }

    static String text(AnnotatedType type) {
        if (type instanceof AnnotatedArrayType array) {
            return text(array.getAnnotatedGenericComponentType()) + before("[]", array, " ");
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            return wildcard(wildcard);
        }
        String name = type.getType() instanceof ParameterizedType generic
                ? plain(generic.getRawType())
                : plain(type.getType());
        String arguments = type instanceof AnnotatedParameterizedType generic
                ? "<" + list(generic.getAnnotatedActualTypeArguments()) + ">"
                : "";
        return before(name + arguments, type, "");
    }

    /** With its elements, as they are written. */
    static String annotation(Annotation annotation) {
        String elements = Arrays.stream(annotation.annotationType().getDeclaredMethods())
                .sorted(Comparator.comparing(Method::getName))
                .map(element -> element.getName() + "=" + value(call(element, annotation)))
                .collect(Collectors.joining(", "));
        return "@" + plain(annotation.annotationType()) + (elements.isEmpty() ? "" : "(" + elements + ")");
    }

    /** A value of an annotation's element. */
    static String value(Object value) {
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> value(Array.get(value, i)))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof String
                ? "\"" + value + "\""
                : value instanceof Class<?> type ? plain(type) : String.valueOf(value);
    }

    private static String wildcard(AnnotatedWildcardType wildcard) {
        AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
        String upper = list(wildcard.getAnnotatedUpperBounds());
        return lower.length > 0 ? "? super " + list(lower) : upper.equals("Object") ? "?" : "? extends " + upper;
    }

    private static String before(String text, AnnotatedType type, String gap) {
        String annotations = Arrays.stream(type.getAnnotations())
                .map(annotation -> "@" + annotation.annotationType().getSimpleName() + " ")
                .sorted()
                .collect(Collectors.joining());
        return annotations.isEmpty() ? text : gap + annotations + text;
    }

    private static String plain(Type type) {
        String name = type.getTypeName();
        return name.startsWith("java.lang.") && name.lastIndexOf('.') == "java.lang".length()
                ? name.substring("java.lang.".length())
                : name;
    }

    private static Object call(Method element, Annotation annotation) {
        try {
            return element.invoke(annotation);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
