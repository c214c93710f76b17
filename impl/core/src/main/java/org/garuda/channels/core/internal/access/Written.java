package org.garuda.channels.core.internal.access;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a class's file has of security annotations, beside what the virtual machine shows of them. */
final class Written {

    static final String JAKARTA = "jakarta.annotation.security.";

    private static final String JAVAX = "javax.annotation.security.";
    private static final List<String> ALL = List.of("RolesAllowed", "DenyAll", "PermitAll", "DeclareRoles", "RunAs");

    private final Class<?> type;
    private final boolean silent;

    /** @param problems takes what is written, but cannot be honoured */
    Written(Class<?> type, List<String> problems) {
        this.type = type;
        Optional<Set<String>> mentions = ClassFile.mentions(type, Set.of(JAKARTA, JAVAX));
        if (mentions.isEmpty()) {
            silent = isGenerated();
            if (!silent && !ALL.stream().allMatch(name -> isThere(JAKARTA + name))) {
                problems.add("neither the class file of " + type.getName() + " nor the classes of " + JAKARTA
                        + "* can be found, so nobody can tell whom its callbacks are for; add jakarta.annotation-api to the class"
                        + " path");
            }
            return;
        }
        silent = mentions.get().isEmpty();
        for (String name : mentions.get()) {
            String simple = name.substring(name.lastIndexOf('.') + 1);
            if (name.startsWith(JAVAX)) {
                problems.add(
                        type.getName() + " uses @" + name + ", which is not known here; write @" + JAKARTA + simple);
            } else if (!isThere(name)) {
                problems.add(
                        type.getName() + " uses @" + name
                                + ", but that class is missing, so nobody could check it; add jakarta.annotation-api to the class path");
            }
        }
    }

    /** Whether no security annotation is on the class or its methods. */
    boolean isSilent() {
        return silent;
    }

    /** Lambdas and proxies have no class file and no annotations. */
    private boolean isGenerated() {
        return type.isHidden() || type.isSynthetic() || Proxy.isProxyClass(type);
    }

    private boolean isThere(String name) {
        try {
            Class.forName(name, false, type.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
