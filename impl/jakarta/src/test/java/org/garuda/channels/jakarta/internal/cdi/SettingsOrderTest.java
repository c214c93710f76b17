package org.garuda.channels.jakarta.internal.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.jakarta.internal.Without;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From where each setting of an application in a container comes: the first place that knows it. */
class SettingsOrderTest {

    private static final String CLIENTS = "channels.limits.clients";
    private static final String TOPIC_BYTES = "channels.limits.topic-bytes";
    private static final String PENDING = "channels.limits.pending-messages";
    private static final String AGE = "channels.outbox.age";

    @ApplicationScoped
    static class Producers {
        @Produces
        @Singleton
        NodeSettings node() {
            return NodeSettings.builder().clients(1).build();
        }

        @Produces
        @Singleton
        SocketSettings socket() {
            return SocketSettings.builder().path("/produced").build();
        }
    }

    @ApplicationScoped
    static class AnotherNode {
        @Produces
        @Singleton
        NodeSettings node() {
            return NodeSettings.defaults();
        }
    }

    @AfterEach
    void forget() {
        Stream.of(CLIENTS, TOPIC_BYTES, PENDING, AGE).forEach(System::clearProperty);
        ConfigProviderResolver.setInstance(null);
    }

    @Test
    void aProducerCountsBeforeAContextParameterBeforeAPropertyBeforeMicroProfileConfigBeforeTheDefault() {
        microProfile(Map.of(CLIENTS, "4", "channels.path", "/four", TOPIC_BYTES, "4", PENDING, "4", AGE, "4"));
        Stream.of(CLIENTS, TOPIC_BYTES, PENDING).forEach(name -> System.setProperty(name, "3"));
        try (SeContainer container = Containers.start(Producers.class)) {
            CdiChannels channels = container.select(CdiChannels.class).get();
            channels.readParametersOf(application(Map.of(CLIENTS, "2", "channels.path", "/two", TOPIC_BYTES, "2")));
            SocketSettings socket = channels.sockets().get(0).settings();
            assertEquals(1, channels.node().clients());
            assertEquals("/produced", socket.path());
            assertEquals(2, socket.limits().topicBytes());
            assertEquals(3, socket.limits().pendingMessages());
            assertEquals(Duration.ofSeconds(4), socket.outbox().age());
            assertEquals(255, socket.limits().eventBytes());
        }
    }

    @Test
    void withoutProducersTheOtherPlacesCountInTheSameOrder() {
        microProfile(Map.of(CLIENTS, "4", "channels.path", "/four"));
        try (SeContainer container = Containers.start()) {
            CdiChannels channels = container.select(CdiChannels.class).get();
            channels.readParametersOf(application(Map.of("channels.path", "/two")));
            assertEquals("/two", channels.sockets().get(0).settings().path());
            assertEquals(4, channels.node().clients());
        }
    }

    @Test
    void twoApplicationsOfOneServerDiffer() {
        try (SeContainer one = Containers.start();
                SeContainer other = Containers.start()) {
            CdiChannels first = one.select(CdiChannels.class).get();
            CdiChannels second = other.select(CdiChannels.class).get();
            first.readParametersOf(application(Map.of("channels.path", "/first")));
            second.readParametersOf(application(Map.of("channels.path", "/second")));
            assertEquals("/first", first.sockets().get(0).settings().path());
            assertEquals("/second", second.sockets().get(0).settings().path());
        }
    }

    @Test
    void misspeltNamesAreToldWithThePlaceTheyStandIn() {
        microProfile(Map.of("channels.outbox.bites", "4"));
        try (SeContainer container = Containers.start()) {
            CdiChannels channels = container.select(CdiChannels.class).get();
            channels.readParametersOf(application(Map.of("channels.limits.klients", "2", "their.own", "x")));
            List<String> told = Stream.of(channels.sources())
                    .flatMap(source -> source.misspelt().stream())
                    .toList();
            assertEquals(2, told.size(), told.toString());
            assertTrue(told.get(0).contains("context parameter channels.limits.klients"), told.get(0));
            assertTrue(told.get(1).contains("MicroProfile Config property channels.outbox.bites"), told.get(1));
        }
    }

    @Test
    void aValueThatCannotBeReadNamesItself() {
        try (SeContainer container = Containers.start()) {
            CdiChannels channels = container.select(CdiChannels.class).get();
            channels.readParametersOf(application(Map.of(CLIENTS, "many")));
            String refusal = String.valueOf(
                    assertThrows(IllegalArgumentException.class, channels::node).getMessage());
            assertTrue(refusal.contains(CLIENTS) && refusal.contains("\"many\""), refusal);
        }
    }

    @Test
    void thereIsOneNode() {
        try (SeContainer container = Containers.start(Producers.class, AnotherNode.class)) {
            CdiChannels channels = container.select(CdiChannels.class).get();
            String refusal = String.valueOf(
                    assertThrows(IllegalStateException.class, channels::node).getMessage());
            assertTrue(
                    refusal.contains(Producers.class.getName()) && refusal.contains(AnotherNode.class.getName()),
                    refusal);
        }
    }

    /** As on most servers: without its API, and without servlets, settings come from elsewhere. */
    @Test
    void whereTheApiOfMicroProfileConfigIsMissingNobodyMissesIt() throws Exception {
        ClassLoader application = new Without("org.eclipse.microprofile.", "jakarta.servlet.");
        Object channels = application
                .loadClass(CdiChannels.class.getName())
                .getConstructor()
                .newInstance();
        channels.getClass().getMethod("readParametersOf", Object.class).invoke(channels, new Object());
        Object[] sources = (Object[]) channels.getClass().getMethod("sources").invoke(channels);
        assertEquals(2, sources.length);
    }

    @Test
    void anApiWithoutAnImplementationIsNoSource() {
        assertEquals(Optional.empty(), MicroProfileSettings.source());
    }

    private static ServletContext application(Map<String, String> parameters) {
        return (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getInitParameter" -> parameters.get(String.valueOf(args[0]));
                    case "getContextPath" -> "/app";
                    case "getInitParameterNames" -> Collections.enumeration(parameters.keySet());
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** An implementation that has these values, and those of the system properties, as all have. */
    private static void microProfile(Map<String, String> values) {
        Config config = (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getOptionalValue" ->
                        Optional.ofNullable(
                                System.getProperty(String.valueOf(args[0]), values.get(String.valueOf(args[0]))));
                    case "getPropertyNames" ->
                        Stream.concat(values.keySet().stream(), System.getProperties().stringPropertyNames().stream())
                                .toList();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        ConfigProviderResolver.setInstance(new ConfigProviderResolver() {
            @Override
            public Config getConfig() {
                return config;
            }

            @Override
            public Config getConfig(ClassLoader loader) {
                return config;
            }

            @Override
            public ConfigBuilder getBuilder() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void registerConfig(Config known, ClassLoader loader) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void releaseConfig(Config known) {
                throw new UnsupportedOperationException();
            }
        });
    }
}
