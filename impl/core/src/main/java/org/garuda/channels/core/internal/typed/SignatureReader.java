package org.garuda.channels.core.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.core.internal.access.Access;
import org.garuda.channels.core.internal.access.AccessReader;
import org.garuda.channels.core.internal.access.Rule;
import org.garuda.channels.core.internal.topic.TopicPattern;
import org.garuda.channels.typed.Event;
import org.garuda.channels.typed.On;
import org.garuda.channels.typed.OnOut;
import org.garuda.channels.typed.Reply;
import org.jspecify.annotations.Nullable;

/** Reads a typed class, and finds all that is wrong with it. */
final class SignatureReader {

    private final TypedClass declared;
    private final Class<?> type;
    private final List<TopicPattern> patterns = new ArrayList<>();
    private final Set<Class<?>> users;
    private final List<String> problems;
    private final AccessReader access;
    private final ConstraintReader constraints;
    private final Map<Method, MethodKind> methods = new LinkedHashMap<>();
    private final Map<MethodKind, Action> single = new EnumMap<>(MethodKind.class);
    private final Map<String, Action> messages = new HashMap<>();
    private final Map<String, Action> outgoing = new HashMap<>();
    private final List<Action.OnFailure> errors = new ArrayList<>();
    private final Set<TopicVariable> variables = new HashSet<>();
    private final Set<Class<?>> usersTaken = new HashSet<>();

    /**
     * @param users what the methods for connecting return, of all classes
     * @param problems takes what is wrong
     */
    SignatureReader(TypedClass declared, Set<Class<?>> users, List<String> problems) {
        this.declared = declared;
        this.type = declared.type();
        this.users = users;
        this.problems = problems;
        for (String pattern : declared.patterns()) {
            try {
                patterns.add(TopicPattern.of(pattern, type.getName()));
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        for (Method method : AnnotatedMethods.of(type, problems)) {
            List<MethodKind> kinds = MethodKind.of(method);
            if (kinds.size() > 1) {
                problems.add(Methods.where(method) + " is annotated with both "
                        + kinds.get(0).text() + " and " + kinds.get(1).text() + "; make two methods of it");
            }
            methods.put(method, kinds.get(0));
        }
        Set<Method> refusable = new HashSet<>();
        methods.forEach((method, kind) -> {
            if (kind.isRefusable()) {
                refusable.add(method);
            }
        });
        this.access = AccessReader.of(type, refusable);
        this.constraints = new ConstraintReader(problems);
    }

    /** Nobody may use it when there are problems. */
    Signature read() {
        problems.addAll(access.problems());
        methods.forEach(this::read);
        checkJoins();
        new Promises(declared, problems).check(methods.keySet());
        errors.sort(Comparator.comparingInt((Action.OnFailure error) -> depth(error.type()))
                .reversed());
        Action connect = single.get(MethodKind.CONNECT);
        Access own = access.access();
        return new Signature(
                type,
                single,
                messages,
                outgoing,
                List.copyOf(errors),
                List.copyOf(variables),
                connect == null || connect.silent()
                        ? null
                        : new Binding.User(
                                ParameterReader.boxed(connect.method().getReturnType())),
                new Access(
                        connect == null ? own.connect() : connect.rule(),
                        rule(MethodKind.JOIN, own.join()),
                        Rule.EVERYBODY,
                        own.roles()),
                own.message(),
                isPlain() && overrides("incomingMessage"));
    }

    /** What of the users its methods take. */
    Set<Class<?>> usersTaken() {
        return usersTaken;
    }

    private Rule rule(MethodKind kind, Rule otherwise) {
        Action action = single.get(kind);
        return action == null ? otherwise : action.rule();
    }

    private boolean isPlain() {
        return ChannelHandler.class.isAssignableFrom(type);
    }

    private boolean overrides(String callback) {
        try {
            return type.getMethod(callback, ChannelConn.class, ChannelEvent.class)
                            .getDeclaringClass()
                    != ChannelHandler.class;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private void read(Method method, MethodKind kind) {
        ParameterReader reader = new ParameterReader(kind, method, patterns, users, problems);
        List<Binding> bindings = reader.read();
        bindings.forEach(binding -> {
            if (binding instanceof TopicVariable variable) {
                variables.add(variable);
            }
        });
        usersTaken.addAll(reader.usersTaken());
        checkResult(method, kind);
        Parameter payload = reader.payload();
        MethodHandle handle = handle(method);
        if (handle == null || bindings.size() < method.getParameterCount()) {
            return;
        }
        Rule rule = kind.isRefusable() ? access.rule(method, kind != MethodKind.CONNECT) : Rule.EVERYBODY;
        Action action =
                new Action(method, handle, bindings, isSilent(method), rule, constraints.of(method, kind, payload));
        switch (kind) {
            case MESSAGE -> add(messages, eventOf(method, payload), action);
            case OUT -> add(outgoing, method.getAnnotation(OnOut.class).value(), action);
            case ERROR -> addError(method, action);
            default -> {
                Action other = single.put(kind, action);
                if (other != null) {
                    problems.add("both " + Methods.where(other.method()) + " and " + Methods.where(method)
                            + " are annotated with " + kind.text() + "; keep one of them");
                }
            }
        }
    }

    private void checkResult(Method method, MethodKind kind) {
        Class<?> result = method.getReturnType();
        boolean later = CompletionStage.class.isAssignableFrom(result);
        if (kind.isSilent() && result != void.class) {
            problems.add(Methods.where(method) + " returns a " + result.getName() + " that nobody gets; make it void");
        } else if (kind == MethodKind.ERROR && result != Reply.class) {
            problems.add(Methods.where(method) + " is annotated with @OnError, but returns no Reply; let it return "
                    + Reply.class.getName());
        } else if (kind == MethodKind.OUT && (result == void.class || later || result == Reply.class)) {
            problems.add(Methods.where(method)
                    + " does not return what the client is to get; let it return the payload, or null"
                    + " for nothing");
        } else if (kind == MethodKind.CONNECT && (later || result == Reply.class)) {
            problems.add(Methods.where(method) + " returns a " + result.getName()
                    + ", which a client that connects cannot wait for; let it return the user, or nothing");
        }
    }

    private @Nullable MethodHandle handle(Method method) {
        if (Modifier.isStatic(method.getModifiers())) {
            return null;
        }
        try {
            MethodHandle handle = Methods.handle(method);
            return handle.asType(handle.type().generic())
                    .asSpreader(Object[].class, handle.type().parameterCount());
        } catch (IllegalAccessException e) {
            Class<?> owner = method.getDeclaringClass();
            problems.add(Methods.where(method) + " cannot be called, since the module "
                    + owner.getModule().getName()
                    + " does not open its package; write \"opens " + owner.getPackageName() + " to "
                    + SignatureReader.class.getModule().getName() + ";\" into its module-info");
            return null;
        }
    }

    private String eventOf(Method method, @Nullable Parameter payload) {
        String given = method.getAnnotation(On.class).value();
        if (!given.isEmpty()) {
            return given;
        }
        Event event = payload == null ? null : payload.getType().getAnnotation(Event.class);
        if (event == null) {
            problems.add(Methods.where(method)
                    + " is annotated with @On, but neither that nor its payload's class names the event;"
                    + " write @On(\"name\"), or @Event(\"name\") on the class");
            return "";
        }
        return event.value();
    }

    private void add(Map<String, Action> actions, String event, Action action) {
        String where = Methods.where(action.method());
        if (event.startsWith("phx_")) {
            problems.add(where + " is for the event \"" + event
                    + "\", but names that begin with \"phx_\" are the protocol's own; choose another");
        }
        Action other = actions.put(event, action);
        if (other != null && !event.isEmpty()) {
            problems.add("both " + Methods.where(other.method()) + " and " + where + " are for the event \"" + event
                    + "\"; keep one of them");
        }
    }

    private void addError(Method method, Action action) {
        List<Class<?>> taken = new ArrayList<>();
        for (Class<?> parameter : method.getParameterTypes()) {
            if (Throwable.class.isAssignableFrom(parameter)) {
                taken.add(parameter);
            }
        }
        if (taken.size() != 1) {
            problems.add(Methods.where(method) + " is annotated with @OnError, but takes "
                    + (taken.isEmpty() ? "no" : "more than one") + " exception; let it take the one that it answers");
            return;
        }
        for (Action.OnFailure other : errors) {
            if (other.type() == taken.get(0)) {
                problems.add("both " + Methods.where(other.action().method()) + " and " + Methods.where(method)
                        + " answer " + other.type().getName() + "; keep one of them");
            }
        }
        errors.add(new Action.OnFailure(taken.get(0), action));
    }

    private void checkJoins() {
        boolean joins = methods.containsValue(MethodKind.JOIN);
        boolean door = declared.patterns().isEmpty();
        if (door && (joins || isPlain() || !methods.containsValue(MethodKind.CONNECT))) {
            problems.add("the channel handler " + type.getName()
                    + " names no topics; write at least one pattern in @Channel, like \"rooms:*\"");
        } else if (door && methods.containsValue(MethodKind.MESSAGE)) {
            problems.add(
                    type.getName() + " has methods for messages, but names no topics; write the pattern in @Channel,"
                            + " like \"rooms:*\"");
        } else if (!door && !joins && !isPlain()) {
            problems.add(
                    type.getName() + " has no method with @OnJoin, so that nobody could join its topics; write one, if"
                            + " only @OnJoin void join() {}");
        }
        if (methods.containsValue(MethodKind.JOINED) && !joins) {
            problems.add(
                    type.getName() + " has a method with @OnJoined, but none with @OnJoin, which it would follow; write"
                            + " one, if only @OnJoin void join() {}");
        }
    }

    private static boolean isSilent(Method method) {
        Class<?> result = method.getReturnType();
        return result == void.class
                || CompletionStage.class.isAssignableFrom(result)
                        && method.getGenericReturnType() instanceof ParameterizedType generic
                        && generic.getActualTypeArguments()[0] == Void.class;
    }

    private static int depth(Class<?> type) {
        int depth = 0;
        for (Class<?> above = type; above != null; above = above.getSuperclass()) {
            depth++;
        }
        return depth;
    }
}
