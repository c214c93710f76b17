package org.garuda.channels.core.internal.access;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.garuda.channels.ChannelHandler;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a handler's class says about who may use it. Annotations are told apart by name, so that it does not
 * matter whether the server has their classes, or whose class loader has them; what the virtual machine left out is
 * found in the {@link ClassFile}.
 *
 * <p>As Jakarta Annotations has it, a method's annotation counts before its class's, and the class that implements a
 * method before the handler's own. Where that leaves a callback without any, the annotations of the classes around
 * count: it is safer to keep somebody out who asks for help than to let in everybody.
 */
public final class AccessReader {

    /** The callbacks that a client asks for, so that it can be refused. */
    private static final String CONNECT = "connect";

    private static final String JOIN = "joinChannel";
    private static final String MESSAGE = "incomingMessage";

    private final Class<?> handler;
    private final List<Class<?>> lineage = new ArrayList<>();
    private final Set<Class<?>> interfaces = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> roles = new HashSet<>();
    private final Set<Method> refusable;
    private Access access = Access.OPEN;

    private AccessReader(Class<?> handler, Set<Method> refusable) {
        this.handler = handler;
        this.refusable = Set.copyOf(refusable);
        for (Class<?> type = handler; type != null && type != Object.class; type = type.getSuperclass()) {
            lineage.add(type);
            addInterfaces(type);
        }
    }

    /**
     * What a handler's class says with {@code @RolesAllowed}, {@code @DenyAll}, {@code @PermitAll} and
     * {@code @DeclareRoles}.
     *
     * @throws IllegalArgumentException when it says something that cannot be honoured; the message names class, method
     *     and remedy
     */
    public static Access of(Class<?> handler) {
        AccessReader reader = of(handler, Set.of());
        if (!reader.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; and ", reader.problems));
        }
        return reader.access;
    }

    /** What a handler's class says that cannot be honoured; empty when everything can. */
    public static List<String> problems(Class<?> handler) {
        return of(handler, Set.of()).problems();
    }

    /**
     * Reads a class that has methods of its own beside the callbacks.
     *
     * @param refusable those that a client can be refused
     */
    public static AccessReader of(Class<?> handler, Set<Method> refusable) {
        AccessReader reader = new AccessReader(handler, refusable);
        reader.read();
        return reader;
    }

    /** What the class says that cannot be honoured; empty when everything can. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** What it says of the callbacks. */
    public Access access() {
        return access;
    }

    /**
     * What it says of one of the methods beside them.
     *
     * @param classCounts whether what is said of the whole class counts where the method says nothing
     */
    public Rule rule(Method method, boolean classCounts) {
        return nearestFirst(method).stream()
                .flatMap(type -> Optional.ofNullable(rule(type, method, classCounts)).stream())
                .findFirst()
                .orElse(Rule.EVERYBODY);
    }

    private void addInterfaces(Class<?> type) {
        for (Class<?> superinterface : type.getInterfaces()) {
            if (superinterface != ChannelHandler.class && interfaces.add(superinterface)) {
                addInterfaces(superinterface);
            }
        }
    }

    private void read() {
        List<Class<?>> all = new ArrayList<>(lineage);
        all.addAll(interfaces);
        boolean silent = true;
        for (Class<?> type : all) {
            silent &= new Written(type, problems).isSilent();
        }
        if (silent || !problems.isEmpty()) {
            return;
        }
        lineage.forEach(this::check);
        interfaces.forEach(this::checkInterface);
        access = new Access(rule(CONNECT), rule(JOIN), rule(MESSAGE), roles);
    }

    private void check(Class<?> type) {
        checkElement(type, type.getName());
        for (Method method : type.getDeclaredMethods()) {
            String where = type.getName() + "." + method.getName();
            if (method.isSynthetic() || !checkElement(method, where)) {
                continue;
            }
            if (refusable.stream().anyMatch(known -> same(method, known))) {
                continue;
            }
            Optional<Method> callback = callback(method);
            if (callback.isEmpty()) {
                problems.add(where + " is annotated with " + names(method)
                        + ", but is no callback of a channel handler, so nobody checks it; move it into a bean of its own, or remove"
                        + " the annotation");
            } else if (!Set.of(CONNECT, JOIN, MESSAGE).contains(method.getName()) && !isPermitAll(method)) {
                problems.add(where + " is annotated with " + names(method)
                        + ", but it is the server that calls it and no client can be refused it; annotate " + JOIN
                        + " or "
                        + MESSAGE + ", or the class, which is both of them");
            }
        }
    }

    /** Interfaces never contribute annotations, as Jakarta Annotations has it. */
    private void checkInterface(Class<?> type) {
        List<AnnotatedElement> elements = new ArrayList<>(List.of(type));
        elements.addAll(List.of(type.getDeclaredMethods()));
        for (AnnotatedElement element : elements) {
            if (!marks(element).isEmpty()) {
                problems.add(type.getName() + ", an interface of the channel handler " + handler.getName() + ", has "
                        + names(element) + ", but annotations of interfaces do not count; write it on the class");
            }
        }
    }

    /** Whether there is an annotation; takes the roles down. */
    private boolean checkElement(AnnotatedElement element, String where) {
        List<Mark> marks = marks(element);
        marks.forEach(mark -> roles.addAll(mark.values()));
        if (marks.stream().anyMatch(mark -> mark.name().equals("RunAs"))) {
            problems.add(where
                    + " is annotated with @RunAs, which a channel handler cannot have; put it on an enterprise bean"
                    + " that the handler calls");
        }
        if (marks.stream().filter(Mark::isRule).count() > 1) {
            problems.add(where + " is annotated with " + names(element) + "; keep one of them");
        }
        return marks.stream().anyMatch(Mark::isRule);
    }

    private Rule rule(String callback) {
        Method wanted = Arrays.stream(ChannelHandler.class.getMethods())
                .filter(method -> method.getName().equals(callback))
                .findFirst()
                .orElseThrow();
        return rule(wanted, !callback.equals(CONNECT));
    }

    /** The class that implements the callback, then those below it, then those above it. */
    private List<Class<?>> nearestFirst(Method callback) {
        List<Class<?>> order = new ArrayList<>(lineage);
        lineage.stream()
                .filter(type -> declared(type, callback) != null)
                .findFirst()
                .ifPresent(implementing -> {
                    order.remove(implementing);
                    order.add(0, implementing);
                });
        return order;
    }

    /**
     * What a class says of a callback. A whole class's word is no word on who may connect: a socket has other handlers
     * too.
     */
    private static @Nullable Rule rule(Class<?> type, Method callback, boolean classCounts) {
        Method method = declared(type, callback);
        Rule own = method == null ? null : rule(method);
        return own == null && classCounts ? rule(type) : own;
    }

    private static @Nullable Rule rule(AnnotatedElement element) {
        return marks(element).stream()
                .filter(Mark::isRule)
                .map(Mark::rule)
                .findFirst()
                .orElse(null);
    }

    private static boolean isPermitAll(AnnotatedElement element) {
        return Rule.EVERYBODY.equals(rule(element));
    }

    private static @Nullable Method declared(Class<?> type, Method callback) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> same(method, callback))
                .findFirst()
                .orElse(null);
    }

    private static Optional<Method> callback(Method method) {
        return Arrays.stream(ChannelHandler.class.getMethods())
                .filter(callback -> same(method, callback))
                .findFirst();
    }

    private static boolean same(Method method, Method callback) {
        return method.getName().equals(callback.getName())
                && Arrays.equals(method.getParameterTypes(), callback.getParameterTypes());
    }

    private static List<Mark> marks(AnnotatedElement element) {
        List<Mark> marks = new ArrayList<>();
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            String name = annotation.annotationType().getName();
            if (name.startsWith(Written.JAKARTA)) {
                marks.add(new Mark(name.substring(Written.JAKARTA.length()), annotation));
            }
        }
        return marks;
    }

    private static String names(AnnotatedElement element) {
        return String.join(
                " and ", marks(element).stream().map(mark -> "@" + mark.name()).toList());
    }
}
