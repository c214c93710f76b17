package org.garuda.channels.core.internal.typed;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of methods, where the application has a provider of Jakarta Validation. Safe for any thread. */
interface Constraints {

    /** Whether a method's parameters have constraints. */
    boolean concern(Method method);

    /**
     * Checks what a method is to be called with.
     *
     * @param arguments the object, and then the arguments
     * @throws Rejected when a constraint is broken
     */
    void check(Object bean, Method method, @Nullable Object[] arguments);
}
