package org.garuda.channels.jakarta.internal.cdi;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.core.internal.typed.TypedClass;

/**
 * A bean that is a channel handler, a plain or a typed one.
 *
 * @param bean the bean
 * @param type the handler's own class, which carries the annotations; never a proxy's
 * @param declaration what the class says
 */
record HandlerBean(Bean<?> bean, Class<?> type, HandlerDeclaration declaration) {

    /** The handlers among the enabled beans, in the order of their class names. */
    static List<HandlerBean> all(BeanManager beans) {
        return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .flatMap(bean -> of(bean).stream())
                .sorted(Comparator.comparing(handler -> handler.type().getName()))
                .toList();
    }

    /** The handler that a bean is, or empty when it is none, or one whose class the container does not tell. */
    static Optional<HandlerBean> of(Bean<?> bean) {
        return isHandler(bean)
                ? type(bean)
                        .map(type -> new HandlerBean(
                                bean,
                                type,
                                HandlerDeclaration.of(type, bean.getScope().getName())))
                : Optional.empty();
    }

    static boolean isHandler(Bean<?> bean) {
        return bean.getTypes().contains(ChannelHandler.class)
                || bean.getTypes().stream().anyMatch(HandlerBean::isTyped);
    }

    private static boolean isTyped(Type candidate) {
        return candidate instanceof Class<?> type
                && type.isAnnotationPresent(Channel.class)
                && TypedClass.isTyped(type);
    }

    /** Whether some of its methods, or all, are those of a typed handler. */
    boolean isTyped() {
        return declaration.typed();
    }

    /** The class as it is read for its typed methods. */
    TypedClass typedClass() {
        return new TypedClass(type, declaration.patterns(), declaration.sockets(), true);
    }

    boolean nonBlocking() {
        return type.isAnnotationPresent(NonBlocking.class);
    }

    /** The bean's class; of a produced bean, whose bean class is its factory's, the most special of its types. */
    private static Optional<Class<?>> type(Bean<?> bean) {
        Class<?> beanClass = bean.getBeanClass();
        if (bean.getTypes().contains(beanClass)
                && (ChannelHandler.class.isAssignableFrom(beanClass) || isTyped(beanClass))) {
            return Optional.of(beanClass);
        }
        Class<?> found = null;
        for (Type candidate : bean.getTypes()) {
            if (candidate instanceof Class<?> type
                    && type != ChannelHandler.class
                    && (ChannelHandler.class.isAssignableFrom(type) || isTyped(type))
                    && (found == null || found.isAssignableFrom(type))) {
                found = type;
            }
        }
        return Optional.ofNullable(found);
    }
}
