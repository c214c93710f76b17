package org.garuda.channels.core.internal.typed;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.core.internal.topic.Route;

/** All typed classes of an application, read together: what one returns for a client, others may take. */
public final class TypedHandlers {

    private final Map<TypedClass, Signature> signatures = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** Reads the classes. */
    public TypedHandlers(List<TypedClass> classes) {
        Map<Class<?>, List<TypedClass>> users = users(classes);
        for (TypedClass declared : classes) {
            if (signatures.containsKey(declared)) {
                continue;
            }
            SignatureReader reader = new SignatureReader(declared, users.keySet(), problems);
            signatures.put(declared, reader.read());
            for (Class<?> user : reader.usersTaken()) {
                requireProvided(declared, user, users.getOrDefault(user, List.of()));
            }
        }
    }

    /** What is wrong with them, each in one sentence with class, method and remedy; empty when they may be used. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * The route of a class of which the application, or its container, has made an object.
     *
     * @param declared one of those that were read
     * @param bean the object
     * @param surrounding what is put around the handler
     * @throws IllegalArgumentException when something is wrong with the classes
     */
    public Route route(TypedClass declared, Object bean, UnaryOperator<ChannelHandler> surrounding) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; and ", problems));
        }
        Signature signature = Objects.requireNonNull(signatures.get(declared));
        ChannelHandler handler = new TypedHandler(bean, signature);
        Class<?> type = declared.type();
        return new Route(
                type.getName(),
                surrounding.apply(handler),
                declared.patterns(),
                type.isAnnotationPresent(NonBlocking.class),
                handler.interceptedEvents(),
                signature.access(),
                bean instanceof ChannelHandler && Route.hearsMissed(type));
    }

    /** What methods for connecting return, and where. */
    private Map<Class<?>, List<TypedClass>> users(List<TypedClass> classes) {
        Map<Class<?>, List<TypedClass>> users = new HashMap<>();
        for (TypedClass declared : new HashSet<>(classes)) {
            for (Method method : AnnotatedMethods.of(declared.type(), new ArrayList<>())) {
                if (MethodKind.of(method).contains(MethodKind.CONNECT) && method.getReturnType() != void.class) {
                    Class<?> user = ParameterReader.boxed(method.getReturnType());
                    List<TypedClass> others = users.computeIfAbsent(user, key -> new ArrayList<>());
                    others.stream()
                            .filter(other -> other.type() != declared.type() && other.meets(declared))
                            .findFirst()
                            .ifPresent(other -> problems.add("both " + first(other, declared) + " and "
                                    + second(other, declared) + " have a method with @OnConnect that returns a "
                                    + user.getName() + "; let one of them return another type, or nothing"));
                    others.add(declared);
                }
            }
        }
        return users;
    }

    private static String first(TypedClass one, TypedClass other) {
        return one.type().getName().compareTo(other.type().getName()) < 0
                ? one.type().getName()
                : other.type().getName();
    }

    private static String second(TypedClass one, TypedClass other) {
        return first(one, other).equals(one.type().getName())
                ? other.type().getName()
                : one.type().getName();
    }

    private void requireProvided(TypedClass declared, Class<?> user, List<TypedClass> providers) {
        Set<String> covered = new HashSet<>();
        boolean everywhere = false;
        for (TypedClass provider : providers) {
            everywhere |= provider.sockets().isEmpty();
            covered.addAll(provider.sockets());
        }
        if (!everywhere && (declared.sockets().isEmpty() || !covered.containsAll(declared.sockets()))) {
            problems.add(declared.type().getName() + " takes a " + user.getName()
                    + ", which no method with @OnConnect returns on every socket of the class; name the same sockets in both"
                    + " @Channel(sockets = …)");
        }
    }
}
