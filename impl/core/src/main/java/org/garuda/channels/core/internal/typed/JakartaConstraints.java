package org.garuda.channels.core.internal.typed;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.metadata.MethodDescriptor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.garuda.channels.core.internal.metrics.Counter;
import org.jspecify.annotations.Nullable;

/** The only class that knows Jakarta Validation; loaded where its API is there. */
final class JakartaConstraints implements Constraints {

    /** As many broken constraints as a client is told. */
    private static final int MOST_TOLD = 50;

    private final Validator validator;

    private JakartaConstraints(Validator validator) {
        this.validator = validator;
    }

    static @Nullable Constraints find() {
        try {
            return new JakartaConstraints(
                    Validation.buildDefaultValidatorFactory().getValidator());
        } catch (ValidationException e) {
            return null; // Without a provider, or one that does not start.
        }
    }

    @Override
    public boolean concern(Method method) {
        MethodDescriptor found = validator
                .getConstraintsForClass(method.getDeclaringClass())
                .getConstraintsForMethod(method.getName(), method.getParameterTypes());
        return found != null && found.hasConstrainedParameters();
    }

    @Override
    public void check(Object bean, Method method, @Nullable Object[] arguments) {
        Set<ConstraintViolation<Object>> broken = validator
                .forExecutables()
                .validateParameters(bean, method, Arrays.copyOfRange(arguments, 1, arguments.length));
        if (!broken.isEmpty()) {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("reason", "invalid");
            response.put("errors", errors(broken));
            throw new Rejected(response, Counter.PAYLOADS_INVALID);
        }
    }

    /** Messages by what they are about, in an order that is always the same. */
    private static Map<String, List<String>> errors(Set<ConstraintViolation<Object>> broken) {
        Map<String, List<String>> errors = new TreeMap<>();
        broken.stream()
                .limit(MOST_TOLD)
                .forEach(violation -> errors.computeIfAbsent(key(violation.getPropertyPath()), key -> new ArrayList<>())
                        .add(violation.getMessage()));
        errors.values().forEach(messages -> messages.sort(null));
        return errors;
    }

    /** The path below the parameter, else the parameter's name. */
    private static String key(Path path) {
        List<Path.Node> nodes = new ArrayList<>();
        path.forEach(nodes::add);
        int from = nodes.size() > 2 ? 2 : 1;
        StringBuilder key = new StringBuilder();
        for (Path.Node node : nodes.subList(Math.min(from, nodes.size()), nodes.size())) {
            String text = node.toString();
            key.append(key.length() == 0 || text.isEmpty() || text.startsWith("[") ? "" : ".")
                    .append(text);
        }
        return key.toString();
    }
}
