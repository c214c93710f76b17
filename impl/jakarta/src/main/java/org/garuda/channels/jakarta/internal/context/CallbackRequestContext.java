package org.garuda.channels.jakarta.internal.context;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * The request context of callbacks. It costs a callback that asks for no request-scoped bean nothing, unlike the
 * container's own, which is put up and taken down each time. Where the container's is active, it counts.
 */
public final class CallbackRequestContext implements AlterableContext {

    private final Calls calls;
    private final BeanManager container;

    /**
     * A context for one container.
     *
     * @param calls which callback each thread is in
     * @param container whose other request contexts count before this one
     */
    public CallbackRequestContext(Calls calls, BeanManager container) {
        this.calls = calls;
        this.container = container;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return RequestScoped.class;
    }

    @Override
    public boolean isActive() {
        Call call = calls.current();
        return call != null && call.hasBeans(this::isAnotherActive);
    }

    private boolean isAnotherActive() {
        try {
            return container.getContext(RequestScoped.class).isActive();
        } catch (ContextNotActiveException e) {
            return false;
        }
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean, @Nullable CreationalContext<T> creation) {
        return call().bean(bean, creation);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean) {
        return get(bean, null);
    }

    @Override
    public void destroy(Contextual<?> bean) {
        call().destroy(bean);
    }

    private Call call() {
        Call call = calls.current();
        if (call == null || !isActive()) {
            throw new ContextNotActiveException("no callback of a channel handler runs on this thread");
        }
        return call;
    }
}
