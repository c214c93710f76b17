package org.garuda.channels.core.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;

/** Methods of the application, as they are named and called. */
final class Methods {

    private Methods() {}

    /** For messages. */
    static String where(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }

    /**
     * A method as it is called, be it public or not.
     *
     * @throws IllegalAccessException when the module of its class does not open the package
     */
    static MethodHandle handle(Method method) throws IllegalAccessException {
        try {
            return MethodHandles.publicLookup().unreflect(method);
        } catch (IllegalAccessException e) {
            Class<?> owner = method.getDeclaringClass();
            Methods.class.getModule().addReads(owner.getModule());
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).unreflect(method);
        }
    }
}
