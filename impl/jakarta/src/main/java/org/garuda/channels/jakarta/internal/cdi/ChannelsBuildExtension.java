package org.garuda.channels.jakarta.internal.cdi;

import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.SkipIfPortableExtensionPresent;
import jakarta.enterprise.inject.build.compatible.spi.Validation;
import jakarta.enterprise.lang.model.AnnotationInfo;
import jakarta.enterprise.lang.model.AnnotationMember;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.typed.OnJoin;
import org.jspecify.annotations.Nullable;

/**
 * Checks the channel handlers of an application while it is built or deployed, where the container has CDI Lite alone.
 * Whether a class can have a proxy is left to such a container: it opens final classes by itself. The methods of typed
 * handlers are looked at when the application starts, where they are classes again.
 */
@SkipIfPortableExtensionPresent(ChannelsExtension.class)
public class ChannelsBuildExtension implements BuildCompatibleExtension {

    private final List<HandlerDeclaration> handlers = new ArrayList<>();

    /** Made by the container. */
    public ChannelsBuildExtension() {}

    /**
     * Takes down a handler.
     *
     * @param bean a bean that may be a handler
     * @param messages what is wrong goes here, and stops the deployment
     */
    @Registration(types = Object.class)
    public void look(BeanInfo bean, Messages messages) {
        ClassInfo type = bean.isClassBean() ? bean.declaringClass() : produced(bean);
        AnnotationInfo channel = channel(type);
        boolean plain = bean.types().stream()
                .anyMatch(found ->
                        found.isClass() && found.asClass().declaration().name().equals(ChannelHandler.class.getName()));
        boolean typed = isTyped(type);
        if (!plain && !(typed && channel != null)) {
            if (channel != null && bean.isClassBean()) {
                messages.error(type.name() + " is annotated with @Channel, but is no " + ChannelHandler.class.getName()
                        + " and has no method with @OnJoin; implement that interface, write such a method, or remove"
                        + " @Channel");
            }
            return;
        }
        handlers.add(new HandlerDeclaration(
                type.name(),
                bean.scope().name(),
                channel == null ? HandlerDeclaration.EVERY_TOPIC : texts(channel, "value"),
                channel == null ? List.of() : texts(channel, "sockets"),
                typed));
    }

    /**
     * Checks what was taken down.
     *
     * @param messages what is wrong goes here, and stops the deployment
     */
    @Validation
    public void validate(Messages messages) {
        HandlerRules.problems(handlers).forEach(messages::error);
        handlers.clear();
    }

    private static boolean isTyped(ClassInfo type) {
        for (ClassInfo owner = type; owner != null; owner = owner.superClassDeclaration()) {
            if (owner.methods().stream()
                    .anyMatch(method -> method.hasAnnotation(
                            annotation -> annotation.name().startsWith(OnJoin.class.getPackageName() + ".")))) {
                return true;
            }
        }
        return false;
    }

    /** The class that a producer method or field makes, else the factory's. */
    private static ClassInfo produced(BeanInfo bean) {
        if (bean.isProducerMethod() && bean.producerMethod().returnType().isClass()) {
            return bean.producerMethod().returnType().asClass().declaration();
        }
        if (bean.isProducerField() && bean.producerField().type().isClass()) {
            return bean.producerField().type().asClass().declaration();
        }
        return bean.declaringClass();
    }

    /** The annotation is inherited, which the language model does not promise to show. */
    private static @Nullable AnnotationInfo channel(ClassInfo type) {
        for (ClassInfo owner = type; owner != null; owner = owner.superClassDeclaration()) {
            if (owner.hasAnnotation(Channel.class)) {
                return owner.annotation(Channel.class);
            }
        }
        return null;
    }

    private static List<String> texts(AnnotationInfo annotation, String member) {
        AnnotationMember value = annotation.member(member);
        if (value == null) {
            return member.equals("value") ? HandlerDeclaration.EVERY_TOPIC : List.of();
        }
        return value.isArray()
                ? value.asArray().stream().map(AnnotationMember::asString).toList()
                : List.of(value.asString());
    }
}
