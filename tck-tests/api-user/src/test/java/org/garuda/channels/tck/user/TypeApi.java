package org.garuda.channels.tck.user;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one type lets everybody see: a line for the type, and one for each member, sorted. What a record or an enum has
 * because it is one is in the type's own line.
 */
record TypeApi(Class<?> type) {

    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf");

    String text() {
        return head() + "\n"
                + members().sorted().map(member -> "    " + member + "\n").collect(Collectors.joining());
    }

    private String head() {
        List<String> words = new ArrayList<>(marks(type));
        if (Modifier.isStatic(type.getModifiers()) && !type.isInterface() && !type.isEnum() && !type.isRecord()) {
            words.add("static");
        }
        if (type.isSealed()) {
            words.add("sealed");
        } else if (!type.isInterface() && !type.isEnum() && !type.isRecord()) {
            words.add(Modifier.isFinal(type.getModifiers()) ? "final" : "open");
        }
        if (Modifier.isAbstract(type.getModifiers()) && !type.isInterface()) {
            words.add("abstract");
        }
        words.add(
                type.isAnnotation()
                        ? "@interface"
                        : type.isInterface()
                                ? "interface"
                                : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class");
        words.add(type.getName() + variables(type.getTypeParameters()) + components());
        AnnotatedType parent =
                type.isInterface() || type.isEnum() || type.isRecord() ? null : type.getAnnotatedSuperclass();
        // What it has from a class that nobody sees is listed as its own.
        if (parent != null
                && Modifier.isPublic(type.getSuperclass().getModifiers())
                && parent.getType() != Object.class) {
            words.add("extends " + Signatures.text(parent));
        }
        if (type.getAnnotatedInterfaces().length > 0 && !type.isAnnotation()) {
            words.add(
                    (type.isInterface() ? "extends " : "implements ") + Signatures.list(type.getAnnotatedInterfaces()));
        }
        if (type.isSealed()) {
            words.add("permits "
                    + Arrays.stream(type.getPermittedSubclasses())
                            .map(Class::getName)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return String.join(" ", words);
    }

    private String components() {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(component -> Signatures.text(component.getAnnotatedType()) + " " + component.getName())
                        .collect(Collectors.joining(", ", "(", ")"))
                : "";
    }

    private Stream<String> members() {
        Stream<String> fields = Arrays.stream(type.getDeclaredFields())
                .filter(field -> isVisible(field.getModifiers()) && !field.isSynthetic())
                .map(TypeApi::text);
        Stream<String> constructors = Arrays.stream(type.getDeclaredConstructors())
                .filter(made -> isVisible(made.getModifiers()) && !made.isSynthetic())
                .map(TypeApi::text);
        Stream<String> methods = methods(type)
                .filter(method ->
                        isVisible(method.getModifiers()) && !method.isSynthetic() && !goesWithoutSaying(method))
                .map(TypeApi::text);
        return Stream.of(fields, constructors, methods).flatMap(members -> members);
    }

    /** Its own, and those that it has from a class that nobody sees. */
    private static Stream<Method> methods(Class<?> type) {
        Stream<Method> own = Arrays.stream(type.getDeclaredMethods());
        Class<?> parent = type.getSuperclass();
        return parent == null || Modifier.isPublic(parent.getModifiers()) ? own : Stream.concat(own, methods(parent));
    }

    private boolean goesWithoutSaying(Method method) {
        return OF_EVERY_OBJECT.contains(method.getName())
                || type.isEnum() && OF_EVERY_ENUM.contains(method.getName())
                || type.isRecord() && isAccessor(method);
    }

    private boolean isAccessor(Method method) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getAccessor)
                .anyMatch(method::equals);
    }

    private static String text(Field field) {
        return field.isEnumConstant()
                ? words(field, field.getName())
                : words(field, Signatures.text(field.getAnnotatedType()), field.getName() + value(field));
    }

    /** Code that is compiled with a constant has its value, not its name. */
    private static String value(Field field) {
        boolean constant = Modifier.isStatic(field.getModifiers())
                && Modifier.isFinal(field.getModifiers())
                && (field.getType().isPrimitive() || field.getType() == String.class);
        try {
            return constant ? " = " + field.get(null) : "";
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String text(Constructor<?> made) {
        return words(made, variables(made.getTypeParameters()), "new" + parameters(made) + exceptions(made));
    }

    private static String text(Method method) {
        Object value = method.getDefaultValue();
        return words(
                method,
                method.isDefault() ? "default" : "",
                variables(method.getTypeParameters()),
                Signatures.text(method.getAnnotatedReturnType()),
                method.getName()
                        + parameters(method)
                        + exceptions(method)
                        + (value == null ? "" : " default " + Signatures.value(value)));
    }

    private static String words(java.lang.reflect.Member member, String... words) {
        List<String> all = new ArrayList<>(marks((AnnotatedElement) member));
        int modifiers = member.getModifiers();
        if (Modifier.isProtected(modifiers)) {
            all.add("protected");
        }
        if (Modifier.isStatic(modifiers) && !(member instanceof Field field && field.isEnumConstant())) {
            all.add("static");
        }
        if (Modifier.isAbstract(modifiers) && !member.getDeclaringClass().isInterface()) {
            all.add("abstract");
        }
        all.addAll(List.of(words));
        return all.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String parameters(Executable of) {
        String list = Signatures.list(of.getAnnotatedParameterTypes());
        return "(" + (of.isVarArgs() ? list.substring(0, list.lastIndexOf("[]")) + "..." : list) + ")";
    }

    private static String exceptions(Executable of) {
        return of.getAnnotatedExceptionTypes().length == 0
                ? ""
                : " throws " + Signatures.list(of.getAnnotatedExceptionTypes());
    }

    private static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(variable -> variable.getName() + bounds(variable))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String bounds(TypeVariable<?> variable) {
        String bounds = Signatures.list(variable.getAnnotatedBounds());
        return bounds.equals("Object") ? "" : " extends " + bounds;
    }

    /** Our own annotations, and those by which the compiler warns or the container acts. */
    private static List<String> marks(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .map(Signatures::annotation)
                .sorted()
                .toList();
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
