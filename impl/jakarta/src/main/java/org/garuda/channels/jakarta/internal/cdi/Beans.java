package org.garuda.channels.jakarta.internal.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.json.bind.Jsonb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SettingsSource;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.access.AccessReader;
import org.garuda.channels.core.internal.topic.Route;
import org.garuda.channels.core.internal.typed.TypedClass;
import org.garuda.channels.core.internal.typed.TypedHandlers;
import org.garuda.channels.jakarta.internal.context.Calls;
import org.garuda.channels.jakarta.internal.context.ContextualHandler;
import org.garuda.channels.spi.BusProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the application has put into the container for us, looked up once and held until {@link #close}: nothing is
 * looked up from threads that the container does not know.
 */
final class Beans implements AutoCloseable {

    /** A handler's route, and on which sockets it counts. */
    private record Reached(HandlerDeclaration declaration, Route route) {}

    private final BeanManager container;
    private final CreationalContext<?> owned;
    private final NodeSettings node;
    private final List<SocketSettings> sockets;
    private final List<Reached> handlers = new ArrayList<>();

    /** @param busPrefix what the names on a broker begin with if no setting says so */
    Beans(BeanManager container, Calls calls, String busPrefix, SettingsSource... sources) {
        this.container = container;
        this.owned = container.createCreationalContext(null);
        this.node = withPrefix(nodeSettings(sources), busPrefix);
        this.sockets = socketSettings(sources);
        List<HandlerBean> all = HandlerBean.all(container);
        addTyped(all.stream().filter(HandlerBean::isTyped).toList(), calls);
        for (HandlerBean handler : all) {
            if (handler.isTyped()) {
                continue;
            }
            ChannelHandler reference = (ChannelHandler) reference(handler.bean(), ChannelHandler.class);
            handlers.add(new Reached(
                    handler.declaration(),
                    new Route(
                            handler.type().getName(),
                            new ContextualHandler(reference, calls),
                            handler.declaration().patterns(),
                            handler.nonBlocking(),
                            reference.interceptedEvents(),
                            AccessReader.of(actualType(handler, reference)),
                            Route.hearsMissed(handler.type()))));
        }
        requireKnownSockets();
    }

    /** What one of them returns for a client, others may take; so they are read together. */
    private void addTyped(List<HandlerBean> beans, Calls calls) {
        Map<HandlerBean, Object> references = new LinkedHashMap<>();
        beans.forEach(bean -> references.put(bean, reference(bean.bean(), bean.type())));
        TypedHandlers typed = new TypedHandlers(references.entrySet().stream()
                .map(entry -> typedClass(entry.getKey(), entry.getValue()))
                .toList());
        references.forEach((bean, reference) -> handlers.add(new Reached(
                bean.declaration(),
                typed.route(
                        typedClass(bean, reference), reference, handler -> new ContextualHandler(handler, calls)))));
    }

    private TypedClass typedClass(HandlerBean bean, Object reference) {
        return new TypedClass(
                actualType(bean, reference),
                bean.declaration().patterns(),
                bean.declaration().sockets(),
                true);
    }

    NodeSettings node() {
        return node;
    }

    /** Those without a qualifier come first. */
    List<CdiSocket> sockets() {
        return sockets.stream()
                .map(settings -> new CdiSocket(settings, routes(settings.path())))
                .toList();
    }

    List<Route> routes(String path) {
        return handlers.stream()
                .filter(handler -> handler.declaration().on(path))
                .map(Reached::route)
                .toList();
    }

    /**
     * The handler, without the proxy through which each call would look it up: an application has one bean of this
     * scope, as long as it runs. What intercepts its methods is part of the bean.
     */
    private Object reference(Bean<?> bean, Class<?> type) {
        return bean.getScope() == ApplicationScoped.class ? instance(bean) : container.getReference(bean, type, owned);
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

    /** The application's own way to a broker, or null. */
    @Nullable
    BusProvider busProvider() {
        List<Bean<?>> found = producers(BusProvider.class);
        if (found.size() > 1) {
            throw new IllegalStateException("two beans are a BusProvider, "
                    + found.get(0).getBeanClass().getName() + " and "
                    + found.get(1).getBeanClass().getName() + "; a node has one bus, so remove one of them");
        }
        return found.isEmpty() ? null : (BusProvider) container.getReference(found.get(0), BusProvider.class, owned);
    }

    private static NodeSettings withPrefix(NodeSettings settings, String busPrefix) {
        boolean open =
                !settings.bus().url().isEmpty() && settings.bus().prefix().isEmpty();
        return open ? settings.toBuilder().bus(bus -> bus.prefix(busPrefix)).build() : settings;
    }

    /** Settings are final classes, of which there can be no proxy; so they are taken out of their scope themselves. */
    private <T> List<Bean<?>> producers(Class<T> type) {
        return container.getBeans(type, Any.Literal.INSTANCE).stream()
                .sorted(Comparator.comparing(
                        (Bean<?> bean) -> !bean.getQualifiers().contains(Default.Literal.INSTANCE)))
                .toList();
    }

    private NodeSettings nodeSettings(SettingsSource[] sources) {
        List<Bean<?>> producers = producers(NodeSettings.class);
        if (producers.size() > 1) {
            throw new IllegalStateException("two producers make NodeSettings, in "
                    + producers.get(0).getBeanClass().getName() + " and "
                    + producers.get(1).getBeanClass().getName() + "; there is one node, so remove one of them");
        }
        NodeSettings given = producers.isEmpty() ? NodeSettings.defaults() : (NodeSettings) instance(producers.get(0));
        return given.orElse(sources);
    }

    private List<SocketSettings> socketSettings(SettingsSource[] sources) {
        List<SocketSettings> all = new ArrayList<>();
        for (Bean<?> producer : producers(SocketSettings.class)) {
            SocketSettings given = ((SocketSettings) instance(producer)).orElse(sources);
            if (all.stream().anyMatch(known -> known.path().equals(given.path()))) {
                throw new IllegalStateException("two producers make SocketSettings with the path \"" + given.path()
                        + "\", one of them in "
                        + producer.getBeanClass().getName()
                        + "; give each socket a path of its own");
            }
            all.add(given);
        }
        return all.isEmpty() ? List.of(SocketSettings.defaults().orElse(sources)) : List.copyOf(all);
    }

    private <T> T instance(Bean<T> bean) {
        CreationalContext<T> creation = container.createCreationalContext(bean);
        return container.getContext(bean.getScope()).get(bean, creation);
    }

    /** A producer may make something more special than it says, with annotations that must not be overlooked. */
    private Class<?> actualType(HandlerBean handler, Object reference) {
        if (handler.type() == handler.bean().getBeanClass()) {
            return handler.type();
        }
        return container.isNormalScope(handler.bean().getScope())
                ? instance(handler.bean()).getClass()
                : reference.getClass();
    }

    private void requireKnownSockets() {
        List<String> paths = sockets.stream().map(SocketSettings::path).toList();
        for (Reached handler : handlers) {
            for (String path : handler.declaration().sockets()) {
                if (!paths.contains(path)) {
                    throw new IllegalStateException("the channel handler "
                            + handler.declaration().className() + " for "
                            + HandlerRules.quoted(handler.declaration().patterns()) + " names the socket \"" + path
                            + "\", but there are only " + HandlerRules.quoted(paths)
                            + "; correct @Channel(sockets = …), or produce SocketSettings with that path");
                }
            }
        }
    }
}
