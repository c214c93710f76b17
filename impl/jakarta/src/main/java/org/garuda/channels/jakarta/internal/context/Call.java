package org.garuda.channels.jakarta.internal.context;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.garuda.channels.ChannelClient;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds the code that runs on a thread: what the thread carries of its server, and, in a callback, the client
 * and the request-scoped beans that have been asked for. Used by that thread alone.
 */
final class Call {

    /** Whose request-scoped beans the callback sees; found out when it asks for the first. */
    private enum Beans {
        /** This is no callback, or the container gives it a request context. */
        NONE,
        UNKNOWN,
        ASKING,
        OWN
    }

    /** A bean that has been made. */
    private record Made<T>(T bean, CreationalContext<T> creation) {
        void destroy(Contextual<T> of) {
            of.destroy(bean, creation);
        }
    }

    private final @Nullable Object carried;
    private @Nullable ChannelClient client;
    private Beans beans;
    private @Nullable Map<Contextual<?>, Made<?>> made;

    private Call(@Nullable Object carried, Beans beans) {
        this.carried = carried;
        this.beans = beans;
    }

    /**
     * A thread, or its work for somebody, within a context of the server.
     *
     * @param carried that context
     */
    static Call within(Object carried) {
        return new Call(carried, Beans.NONE);
    }

    /**
     * A callback.
     *
     * @param carried the server's context that the thread is in, or null when nobody knows
     * @param ownBeans whether it has request-scoped beans of its own, unless another request context is active
     */
    static Call callback(@Nullable Object carried, boolean ownBeans) {
        return new Call(carried, ownBeans ? Beans.UNKNOWN : Beans.NONE);
    }

    @Nullable
    Object carried() {
        return carried;
    }

    /** For whom the callback runs, or null. */
    @Nullable
    ChannelClient client() {
        return client;
    }

    void client(@Nullable ChannelClient current) {
        client = current;
    }

    /**
     * Whether the callback has request-scoped beans of its own.
     *
     * @param others asks the container whether any other request context is active on this thread
     */
    boolean hasBeans(BooleanSupplier others) {
        if (beans == Beans.UNKNOWN) {
            beans = Beans.ASKING; // The container asks this one too.
            beans = others.getAsBoolean() ? Beans.NONE : Beans.OWN;
        }
        return beans == Beans.OWN;
    }

    /** The bean, made if there is a way to make it. */
    @SuppressWarnings("unchecked") // Under each key is what it has made.
    <T> @Nullable T bean(Contextual<T> of, @Nullable CreationalContext<T> creation) {
        Map<Contextual<?>, Made<?>> all = made;
        Made<T> known = all == null ? null : (Made<T>) all.get(of);
        if (known != null) {
            return known.bean();
        }
        if (creation == null) {
            return null;
        }
        T bean = of.create(creation);
        if (made == null) {
            made = new LinkedHashMap<>(4);
        }
        made.put(of, new Made<>(bean, creation));
        return bean;
    }

    @SuppressWarnings("unchecked") // As above.
    <T> void destroy(Contextual<T> of) {
        Made<T> known = made == null ? null : (Made<T>) made.remove(of);
        if (known != null) {
            known.destroy(of);
        }
    }

    /**
     * The callback is over: its beans end.
     *
     * @param failed told of what a bean throws at its end, which keeps no other from its own
     */
    void end(Consumer<RuntimeException> failed) {
        Map<Contextual<?>, Made<?>> all = made;
        if (all == null) {
            return;
        }
        for (Contextual<?> each : all.keySet().toArray(new Contextual<?>[0])) {
            try {
                destroy(each);
            } catch (RuntimeException e) {
                failed.accept(e);
            }
        }
    }
}
