package org.garuda.channels.core.internal.typed;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Set;
import org.garuda.channels.core.internal.access.ClassFile;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which methods' arguments are to be checked, and what is written that nobody would check. The virtual machine
 * drops annotations whose classes it cannot find, so that the class files are looked at.
 */
final class ConstraintReader {

    private static final String VALIDATION = "jakarta.validation.";
    private static final String VALID = VALIDATION + "Valid";

    private final List<String> problems;
    private @Nullable Constraints provider;
    private boolean asked;

    /** @param problems takes what is written in vain */
    ConstraintReader(List<String> problems) {
        this.problems = problems;
    }

    /** What checks a method's arguments, or null if nothing has to be checked. */
    @Nullable
    Constraints of(Method method, MethodKind kind, @Nullable Parameter payload) {
        boolean written = isWritten(method);
        boolean inPayload = payload != null && isConstrained(payload.getType());
        if (!written && !inPayload) {
            return null;
        }
        String where = Methods.where(method);
        Constraints found = provider();
        if (found == null) {
            problems.add(where
                    + " has constraints of Jakarta Validation, but there is no provider that could check them; add"
                    + " hibernate-validator to the class path");
            return null;
        }
        if (inPayload && payload != null && !isValid(payload) && kind.hasPayload()) {
            problems.add(where + " takes a " + payload.getType().getName()
                    + " whose constraints nobody would check; write @Valid before the parameter");
        }
        return found.concern(method) ? found : null;
    }

    private @Nullable Constraints provider() {
        if (!asked) {
            asked = true;
            try {
                provider = JakartaConstraints.find();
            } catch (LinkageError e) {
                provider = null; // Without the API.
            }
        }
        return provider;
    }

    /** Whether a parameter has a constraint, or the class may have one whose class is missing. */
    private boolean isWritten(Method method) {
        for (Annotation[] annotations : method.getParameterAnnotations()) {
            for (Annotation annotation : annotations) {
                Class<?> type = annotation.annotationType();
                if (type.getName().startsWith(VALIDATION) || isMentioned(type, VALIDATION + "Constraint")) {
                    return true;
                }
            }
        }
        return !isThere(VALID, method.getDeclaringClass()) && isConstrained(method.getDeclaringClass());
    }

    private static boolean isConstrained(Class<?> type) {
        return isMentioned(type, VALID)
                || mentions(type).stream().anyMatch(name -> name.startsWith(VALIDATION + "constraints."));
    }

    private static boolean isMentioned(Class<?> type, String name) {
        return mentions(type).contains(name);
    }

    private static Set<String> mentions(Class<?> type) {
        return ClassFile.mentions(type, Set.of(VALIDATION)).orElse(Set.of());
    }

    private static boolean isValid(Parameter parameter) {
        for (Annotation annotation : parameter.getAnnotations()) {
            if (annotation.annotationType().getName().equals(VALID)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThere(String name, Class<?> seenFrom) {
        try {
            Class.forName(name, false, seenFrom.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
