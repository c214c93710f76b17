package org.garuda.channels.core.internal.typed;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.core.internal.access.ClassFile;

/** Finds transactions that are promised by an annotation, and would not be kept. */
final class Promises {

    private static final String TRANSACTIONAL = "jakarta.transaction.Transactional";

    private final TypedClass declared;
    private final List<String> problems;

    /** @param problems takes what is written in vain */
    Promises(TypedClass declared, List<String> problems) {
        this.declared = declared;
        this.problems = problems;
    }

    void check(Set<Method> methods) {
        Class<?> type = declared.type();
        boolean written = false;
        for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
            written |= ClassFile.mentions(owner, Set.of(TRANSACTIONAL))
                    .orElse(Set.of())
                    .contains(TRANSACTIONAL);
        }
        if (!written) {
            return;
        }
        if (!declared.managed()) {
            problems.add(type.getName() + " uses @" + TRANSACTIONAL
                    + ", but only a container begins transactions; let CDI make the handler, or remove the annotation");
        } else if (!isThere(type)) {
            problems.add(type.getName() + " uses @" + TRANSACTIONAL
                    + ", but that class is missing, so nobody would begin a transaction; deploy to a server that has Jakarta"
                    + " Transactions, or add them");
        }
        if (!type.isAnnotationPresent(NonBlocking.class)) {
            return;
        }
        for (Method method : methods) {
            if (isTransactional(method) || isTransactional(type)) {
                problems.add(Methods.where(method)
                        + " is @Transactional, and so waits for a database, but its class is @NonBlocking; remove one of"
                        + " them");
            }
        }
    }

    private static boolean isTransactional(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            if (annotation.annotationType().getName().equals(TRANSACTIONAL)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThere(Class<?> type) {
        try {
            Class.forName(TRANSACTIONAL, false, type.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
