package org.garuda.channels.core.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;
import org.garuda.channels.core.internal.access.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A method of a typed handler, ready to be called.
 *
 * @param method the method
 * @param handle takes the object and the arguments in one array
 * @param bindings one for each parameter
 * @param silent whether it returns nothing, be it later
 * @param rule who may have it called
 * @param constraints checks the arguments, or null
 */
record Action(
        Method method,
        MethodHandle handle,
        List<Binding> bindings,
        boolean silent,
        Rule rule,
        @Nullable Constraints constraints) {

    /**
     * Calls the method.
     *
     * @throws Rejected when what the client sent does not fit
     * @throws Throwable what the method throws
     */
    @SuppressWarnings("NullAway") // An argument may be null; javac 17 fails at a new array that says so.
    @Nullable
    Object call(Object bean, Call call) throws Throwable {
        Object[] arguments = new Object[bindings.size() + 1];
        arguments[0] = bean;
        for (int i = 1; i < arguments.length; i++) {
            arguments[i] = bindings.get(i - 1).value(call);
        }
        if (constraints != null) {
            constraints.check(bean, method, arguments);
        }
        return (Object) handle.invokeExact(arguments);
    }

    /** The same where the caller declares no exception: what the method throws comes out as it is. */
    @Nullable
    Object run(Object bean, Call call) {
        try {
            return call(bean, call);
        } catch (Throwable e) {
            throw Action.<RuntimeException>asUnchecked(e);
        }
    }

    /** For the log. */
    String name() {
        return method.getName();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends Throwable> T asUnchecked(Throwable e) throws T {
        throw (T) e;
    }

    /**
     * A method that answers exceptions.
     *
     * @param type those that it takes
     * @param action the method
     */
    record OnFailure(Class<?> type, Action action) {}
}
