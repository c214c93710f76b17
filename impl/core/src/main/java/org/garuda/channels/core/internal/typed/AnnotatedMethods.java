package org.garuda.channels.core.internal.typed;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the methods of a class that are annotated for a typed handler. */
final class AnnotatedMethods {

    private AnnotatedMethods() {}

    /** Whether there are any. */
    static boolean areIn(Class<?> type) {
        return !of(type, new ArrayList<>()).isEmpty();
    }

    /**
     * The class's own and those of its superclasses, in an order that is always the same. Where an overriding method has
     * no annotation, that of the one above counts; calling that one calls the overriding one.
     *
     * @param problems takes what is annotated in vain
     */
    static List<Method> of(Class<?> type, List<String> problems) {
        List<Method> found = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
            addInterfaces(owner, interfaces);
            for (Method method : declared(owner)) {
                if (seen.add(List.of(method.getName(), List.of(method.getParameterTypes())))) {
                    checkModifiers(method, problems);
                    found.add(method);
                }
            }
        }
        for (Class<?> owner : interfaces) {
            for (Method method : declared(owner)) {
                problems.add(owner.getName() + "." + method.getName() + " is annotated with "
                        + MethodKind.of(method).get(0).text()
                        + ", but annotations of interfaces do not count; write it in "
                        + type.getName());
            }
        }
        return found;
    }

    private static void checkModifiers(Method method, List<String> problems) {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers)) {
            problems.add(
                    Methods.where(method) + " is private, so that a container's proxy would run it without the bean's"
                            + " fields; remove \"private\"");
        }
        if (Modifier.isStatic(modifiers)) {
            problems.add(Methods.where(method) + " is static, but a handler is an object; remove \"static\"");
        }
        if (Modifier.isFinal(modifiers)) {
            problems.add(
                    Methods.where(method) + " is final, so that a container's proxy would run it without the bean's"
                            + " fields; remove \"final\"");
        }
    }

    private static List<Method> declared(Class<?> owner) {
        return Arrays.stream(owner.getDeclaredMethods())
                .filter(method ->
                        !method.isSynthetic() && !MethodKind.of(method).isEmpty())
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                .toList();
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> interfaces) {
        for (Class<?> superinterface : type.getInterfaces()) {
            if (interfaces.add(superinterface)) {
                addInterfaces(superinterface, interfaces);
            }
        }
    }
}
