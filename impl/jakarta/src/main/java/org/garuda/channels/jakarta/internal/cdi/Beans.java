package org.garuda.channels.jakarta.internal.cdi;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.json.bind.Jsonb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.config.ChannelsConfig;
import org.garuda.channels.core.internal.access.AccessReader;
import org.garuda.channels.core.internal.topic.Route;

/**
 * What the application has put into the container for us, looked up once and held until {@link #close}: nothing is
 * looked up from threads that the container does not know.
 */
final class Beans implements AutoCloseable {

    /** A handler's route, and on which sockets it counts. */
    private record Reached(HandlerDeclaration declaration, Route route) {}

    private final BeanManager container;
    private final CreationalContext<?> owned;
    private final List<ChannelsConfig> configs = new ArrayList<>();
    private final List<Reached> handlers = new ArrayList<>();

    Beans(BeanManager container, CallScope scope) {
        this.container = container;
        this.owned = container.createCreationalContext(null);
        configs();
        for (HandlerBean handler : HandlerBean.all(container)) {
            ChannelHandler reference =
                    (ChannelHandler) container.getReference(handler.bean(), ChannelHandler.class, owned);
            handlers.add(new Reached(
                    handler.declaration(),
                    new Route(
                            handler.type().getName(),
                            new ContextualHandler(reference, scope),
                            handler.declaration().patterns(),
                            handler.nonBlocking(),
                            reference.interceptedEvents(),
                            AccessReader.of(actualType(handler, reference)))));
        }
        requireKnownSockets();
    }

    /** The first is the engine's. */
    List<CdiSocket> sockets() {
        return configs.stream()
                .map(config -> new CdiSocket(config, routes(config.path())))
                .toList();
    }

    List<Route> routes(String path) {
        return handlers.stream()
                .filter(handler -> handler.declaration().on(path))
                .map(Reached::route)
                .toList();
    }

    /** The JSON-B that the application offers for injection. */
    Optional<Jsonb> jsonb() {
        Set<Bean<?>> candidates = container.getBeans(Jsonb.class);
        return candidates.isEmpty()
                ? Optional.empty()
                : Optional.of((Jsonb) container.getReference(container.resolve(candidates), Jsonb.class, owned));
    }

    @Override
    public void close() {
        owned.release();
    }

    /** Settings are a final class, of which there can be no proxy; so they are taken out of their scope themselves. */
    private void configs() {
        List<Bean<?>> producers = container.getBeans(ChannelsConfig.class, Any.Literal.INSTANCE).stream()
                .sorted(Comparator.comparing(
                        (Bean<?> bean) -> !bean.getQualifiers().contains(Default.Literal.INSTANCE)))
                .toList();
        for (Bean<?> producer : producers) {
            ChannelsConfig config = (ChannelsConfig) instance(producer);
            if (configs.stream().anyMatch(known -> known.path().equals(config.path()))) {
                throw new IllegalStateException("two producers make a ChannelsConfig with the path \"" + config.path()
                        + "\", one of them in "
                        + producer.getBeanClass().getName()
                        + "; give each socket a path of its own");
            }
            configs.add(config);
        }
        if (configs.isEmpty()) {
            configs.add(ChannelsConfig.load());
        }
    }

    private <T> T instance(Bean<T> bean) {
        CreationalContext<T> creation = container.createCreationalContext(bean);
        return container.getContext(bean.getScope()).get(bean, creation);
    }

    /** A producer may make something more special than it says, with annotations that must not be overlooked. */
    private Class<?> actualType(HandlerBean handler, ChannelHandler reference) {
        if (handler.type() == handler.bean().getBeanClass()) {
            return handler.type();
        }
        return container.isNormalScope(handler.bean().getScope())
                ? instance(handler.bean()).getClass()
                : reference.getClass();
    }

    private void requireKnownSockets() {
        List<String> paths = configs.stream().map(ChannelsConfig::path).toList();
        for (Reached handler : handlers) {
            for (String path : handler.declaration().sockets()) {
                if (!paths.contains(path)) {
                    throw new IllegalStateException("the channel handler "
                            + handler.declaration().className() + " for "
                            + HandlerRules.quoted(handler.declaration().patterns()) + " names the socket \"" + path
                            + "\", but there are only " + HandlerRules.quoted(paths)
                            + "; correct @Channel(sockets = …), or produce a ChannelsConfig with that path");
                }
            }
        }
    }
}
