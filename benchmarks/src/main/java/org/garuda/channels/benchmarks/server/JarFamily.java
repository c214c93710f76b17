package org.garuda.channels.benchmarks.server;

import java.util.List;
import java.util.Set;

/**
 * Jars that belong together. A peer's process has those of its own families, and the small ones that belong to none.
 */
public enum JarFamily {
    GARUDA("garuda-channels-", "weld-", "yasson-"),
    JAKARTA("jakarta.websocket-", "jakarta.servlet-"),
    TYRUS("tyrus-", "grizzly-"),
    TOMCAT("tomcat-"),
    JETTY("jetty-"),
    SPRING("spring-", "micrometer-"),
    UNDERTOW("undertow-", "xnio-"),
    NETTY("netty-"),
    JMH("jmh-");

    private final List<String> prefixes;

    JarFamily(String... prefixes) {
        this.prefixes = List.of(prefixes);
    }

    /** Whether a jar belongs to one of these families or to none. */
    public static boolean allows(Set<JarFamily> families, String jar) {
        for (JarFamily family : values()) {
            if (!families.contains(family) && family.prefixes.stream().anyMatch(jar::startsWith)) {
                return false;
            }
        }
        return true;
    }
}
