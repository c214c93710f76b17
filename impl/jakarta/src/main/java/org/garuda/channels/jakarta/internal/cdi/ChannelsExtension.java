package org.garuda.channels.jakarta.internal.cdi;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.core.internal.access.AccessReader;
import org.garuda.channels.core.internal.typed.TypedClass;
import org.garuda.channels.core.internal.typed.TypedHandlers;
import org.garuda.channels.jakarta.internal.context.CallbackRequestContext;
import org.garuda.channels.jakarta.internal.context.Calls;
import org.jspecify.annotations.Nullable;

/**
 * Checks the channel handlers of an application while it is deployed, where the container takes portable extensions.
 * What is wrong with one class is told before the container's own checks, whose messages know nothing of channels.
 */
public class ChannelsExtension implements Extension {

    /** Whose containers ask each of the contexts of a scope whether it is active, whoever has added it. */
    private static final String WELD = "org.jboss.weld.";

    private final List<HandlerDeclaration> handlers = new ArrayList<>();
    private final List<TypedClass> typed = new ArrayList<>();
    private @Nullable Calls calls;

    /** Made by the container. */
    public ChannelsExtension() {}

    void begin(@Observes BeforeBeanDiscovery event) {
        JsonApis.require(ChannelsExtension.class.getClassLoader());
    }

    <X> void look(@Observes ProcessBean<X> event, BeanManager beans) {
        Bean<X> bean = event.getBean();
        if (!HandlerBean.isHandler(bean)) {
            if (bean.getStereotypes().contains(Channel.class)) {
                event.addDefinitionError(new DefinitionException(
                        bean.getBeanClass().getName() + " is annotated with @Channel, but is no "
                                + ChannelHandler.class.getName()
                                + " and has no method with @OnJoin; implement that interface, write such a method, or remove"
                                + " @Channel"));
            }
            return;
        }
        Optional<HandlerBean> handler = HandlerBean.of(bean);
        if (handler.isEmpty()) {
            event.addDefinitionError(new DefinitionException("a producer in "
                    + bean.getBeanClass().getName()
                    + " makes a channel handler, but its type does not tell of which class; let it return the handler's"
                    + " own class, whose @Channel names the topics"));
            return;
        }
        HandlerDeclaration declaration = handler.get().declaration();
        HandlerRules.scope(declaration).forEach(problem -> event.addDefinitionError(new DefinitionException(problem)));
        if (handler.get().isTyped()) {
            typed.add(handler.get().typedClass());
        } else {
            AccessReader.problems(handler.get().type())
                    .forEach(problem -> event.addDefinitionError(new DefinitionException(problem)));
        }
        if (beans.isNormalScope(bean.getScope())) {
            unproxyable(handler.get().type(), declaration)
                    .ifPresent(problem -> event.addDefinitionError(new DefinitionException(problem)));
        }
        handlers.add(declaration);
    }

    void addContext(@Observes AfterBeanDiscovery event, BeanManager beans) {
        if (beans.getClass().getName().startsWith(WELD)) {
            Calls known = new Calls();
            event.addContext(new CallbackRequestContext(known, beans));
            calls = known;
        }
    }

    /** The calls that this container has a request context for; empty when it has none of ours. */
    static Optional<Calls> callsIn(BeanManager container) {
        try {
            return Optional.ofNullable(container.getExtension(ChannelsExtension.class).calls);
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            return Optional.empty(); // A container without portable extensions.
        }
    }

    void validate(@Observes AfterDeploymentValidation event) {
        HandlerRules.problems(handlers)
                .forEach(problem -> event.addDeploymentProblem(new DeploymentException(problem)));
        new TypedHandlers(typed)
                .problems()
                .forEach(problem -> event.addDeploymentProblem(new DeploymentException(problem)));
        handlers.clear();
        typed.clear();
    }

    private static Optional<String> unproxyable(Class<?> type, HandlerDeclaration handler) {
        if (Modifier.isFinal(type.getModifiers())) {
            return Optional.of("the class of the channel handler " + handler.className() + " for "
                    + HandlerRules.quoted(handler.patterns()) + " is final" + remedy());
        }
        for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
            Optional<Method> method = Arrays.stream(owner.getDeclaredMethods())
                    .filter(ChannelsExtension::hindersProxy)
                    .findFirst();
            if (method.isPresent()) {
                return Optional.of("the method " + method.get().getName() + " of the channel handler "
                        + handler.className() + " for " + HandlerRules.quoted(handler.patterns()) + " is final"
                        + remedy());
            }
        }
        return Optional.empty();
    }

    private static boolean hindersProxy(Method method) {
        int modifiers = method.getModifiers();
        return Modifier.isFinal(modifiers)
                && !Modifier.isPrivate(modifiers)
                && !Modifier.isStatic(modifiers)
                && !method.isSynthetic();
    }

    private static String remedy() {
        return ", so that the container cannot make a proxy of it; remove \"final\", or add @jakarta.inject.Singleton,"
                + " which needs no proxy";
    }
}
