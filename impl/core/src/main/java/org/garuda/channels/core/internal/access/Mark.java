package org.garuda.channels.core.internal.access;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;

/**
 * An annotation of {@code jakarta.annotation.security}.
 *
 * @param name its simple name
 * @param annotation the annotation, of whatever class loader's class
 */
record Mark(String name, Annotation annotation) {

    /** Whether it says who may; of these, a class or method has one at most. */
    boolean isRule() {
        return Set.of("RolesAllowed", "DenyAll", "PermitAll").contains(name);
    }

    Rule rule() {
        return switch (name) {
            case "PermitAll" -> Rule.EVERYBODY;
            case "RolesAllowed" -> new Rule(false, Set.copyOf(values()));
            default -> Rule.NOBODY;
        };
    }

    /** The roles that it names. */
    List<String> values() {
        if (!Set.of("RolesAllowed", "DeclareRoles").contains(name)) {
            return List.of();
        }
        try {
            return List.of(
                    (String[]) annotation.annotationType().getMethod("value").invoke(annotation));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("@" + name + " names no roles", e);
        }
    }
}
