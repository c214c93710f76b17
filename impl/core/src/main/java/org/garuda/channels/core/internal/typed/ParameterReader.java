package org.garuda.channels.core.internal.typed;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.core.internal.topic.TopicPattern;
import org.garuda.channels.typed.Assign;
import org.garuda.channels.typed.TopicVar;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of one method. */
final class ParameterReader {

    private final MethodKind kind;
    private final Method method;
    private final String where;
    private final List<TopicPattern> patterns;
    private final Set<Class<?>> users;
    private final List<String> problems;
    private final List<Binding> bindings = new ArrayList<>();
    private final Set<Class<?>> taken = new HashSet<>();
    private @Nullable Parameter payload;

    /**
     * @param users what methods for connecting return
     * @param problems takes what is wrong
     */
    ParameterReader(
            MethodKind kind, Method method, List<TopicPattern> patterns, Set<Class<?>> users, List<String> problems) {
        this.kind = kind;
        this.method = method;
        this.where = Methods.where(method);
        this.patterns = patterns;
        this.users = users;
        this.problems = problems;
    }

    /** One for each parameter; fewer where something is wrong. */
    List<Binding> read() {
        for (Parameter parameter : method.getParameters()) {
            binding(parameter).ifPresent(bindings::add);
        }
        return List.copyOf(bindings);
    }

    /** The parameter that takes the payload, or null. */
    @Nullable
    Parameter payload() {
        return payload;
    }

    /** Those of the users that it takes. */
    Set<Class<?>> usersTaken() {
        return taken;
    }

    private Optional<Binding> binding(Parameter parameter) {
        Class<?> type = boxed(parameter.getType());
        if (parameter.isAnnotationPresent(TopicVar.class)) {
            return kind.hasChannel() ? variable(parameter, type) : misplaced("@TopicVar");
        }
        if (parameter.isAnnotationPresent(Assign.class)) {
            String name = parameter.getAnnotation(Assign.class).value();
            return kind.hasChannel()
                    ? Optional.of(call -> call.channel().assigns().get(name))
                    : misplaced("@Assign");
        }
        if (type == ChannelConn.class) {
            return kind.hasChannel() ? Optional.of(Call::channel) : misplaced("a ChannelConn");
        }
        if (type == ChannelClient.class) {
            return Optional.of(Call::client);
        }
        if (type == ChannelEvent.class) {
            return kind.hasEvent() ? Optional.of(Call::message) : misplaced("a ChannelEvent");
        }
        if (type == ChannelHandshake.class) {
            return kind == MethodKind.CONNECT ? Optional.of(Call::handshake) : misplaced("a ChannelHandshake");
        }
        if (type == Principal.class) {
            return Optional.of(call -> call.client().principal().orElse(null));
        }
        if (type == TerminationReason.class) {
            return kind == MethodKind.TERMINATED ? Optional.of(Call::reason) : misplaced("a TerminationReason");
        }
        if (kind == MethodKind.ERROR && Throwable.class.isAssignableFrom(type)) {
            return Optional.of(Call::thrown);
        }
        return users.contains(type) && kind != MethodKind.CONNECT ? user(type) : payload(parameter, type);
    }

    private Optional<Binding> user(Class<?> type) {
        if (!taken.add(type)) {
            problems.add(where + " takes two parameters of the type " + type.getName()
                    + ", which a method with @OnConnect returns, so that none of them is the payload; give the payload a"
                    + " type of its own");
        }
        return Optional.of(new Binding.User(type));
    }

    private Optional<Binding> payload(Parameter parameter, Class<?> type) {
        if (!kind.hasPayload()) {
            return misplaced("a " + parameter.getType().getName());
        }
        Parameter other = payload;
        if (other != null) {
            problems.add(
                    where + " takes two payloads, a "
                            + other.getParameterizedType().getTypeName() + " and a "
                            + parameter.getParameterizedType().getTypeName()
                            + "; a message has one, so make a record of both, or annotate what is none with @TopicVar or @Assign");
            return Optional.empty();
        }
        payload = parameter;
        if (!isKnown(parameter.getParameterizedType())) {
            problems.add(where + " takes a payload of the type "
                    + parameter.getParameterizedType().getTypeName()
                    + ", of which nobody can tell what it is; write a type without variables");
        }
        return Optional.of(new Binding.Payload(parameter.getParameterizedType(), type, isNullable(parameter)));
    }

    private Optional<Binding> variable(Parameter parameter, Class<?> type) {
        String given = parameter.getAnnotation(TopicVar.class).value();
        if (given.isEmpty() && !parameter.isNamePresent()) {
            problems.add(
                    where + " takes a topic variable whose name is not in the class file; compile with -parameters,"
                            + " or write it, like @TopicVar(\"id\")");
            return Optional.empty();
        }
        String name = given.isEmpty() ? parameter.getName() : given;
        for (TopicPattern pattern : patterns) {
            if (!pattern.variables().contains(name)) {
                problems.add(where + " takes the topic variable \"" + name + "\", which the pattern \"" + pattern
                        + "\" does not have; write {" + name + "} in the pattern, or correct @TopicVar");
            }
        }
        Optional<TopicVariable> variable = TopicVariable.of(name, type);
        if (variable.isEmpty()) {
            problems.add(where + " takes the topic variable \"" + name + "\" as a "
                    + parameter.getType().getName()
                    + ", which no text converts to; take String, a number, UUID, an enum, or a class with a static"
                    + " method valueOf(String) or fromString(String)");
        }
        return variable.map(found -> found);
    }

    private Optional<Binding> misplaced(String what) {
        problems.add(where + " takes " + what + ", which a method with " + kind.text()
                + " cannot have; remove the parameter");
        return Optional.empty();
    }

    /** A primitive type as that of its object. */
    static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private static boolean isKnown(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).allMatch(ParameterReader::isKnown);
        }
        return type instanceof GenericArrayType array
                ? isKnown(array.getGenericComponentType())
                : type instanceof Class<?> || type instanceof WildcardType;
    }

    private static boolean isNullable(Parameter parameter) {
        return Stream.of(
                        parameter.getAnnotations(), parameter.getAnnotatedType().getAnnotations())
                .flatMap(Arrays::stream)
                .map(Annotation::annotationType)
                .anyMatch(type -> type.getSimpleName().equals("Nullable"));
    }
}
