package org.garuda.channels.jakarta.internal.cdi;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.security.Principal;
import java.util.Set;
import java.util.stream.Collectors;
import org.garuda.channels.ChannelClient;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @Inject Principal} gives: within a callback of a handler, who had logged in when its client connected;
 * elsewhere what the container, or another bean of the application, gives. The container's own knows nothing of the
 * threads of callbacks, and some containers have none.
 */
@Alternative
@Priority(1)
@Dependent
@Typed(Principal.class)
public class InjectedPrincipal implements Principal {

    @Inject
    CdiChannels channels;

    @Inject
    BeanManager beans;

    /** Made by the container. */
    public InjectedPrincipal() {}

    /**
     * The name of the user.
     *
     * @throws IllegalStateException when nobody had logged in
     */
    @Override
    public String getName() {
        ChannelClient client = client();
        if (client == null) {
            return othersName();
        }
        return client.principal()
                .map(Principal::getName)
                .orElseThrow(() -> new IllegalStateException("nobody had logged in when this client connected; ask"
                        + " ChannelClient.principal() where that may be"));
    }

    @Override
    public String toString() {
        return getName();
    }

    private @Nullable ChannelClient client() {
        try {
            return channels.calls().client();
        } catch (ContextNotActiveException e) {
            return null;
        }
    }

    private String othersName() {
        Set<Bean<?>> others = beans.getBeans(Principal.class, Any.Literal.INSTANCE).stream()
                .filter(bean -> bean.getBeanClass() != InjectedPrincipal.class
                        && bean.getQualifiers().contains(Default.Literal.INSTANCE))
                .collect(Collectors.toSet());
        if (others.isEmpty()) {
            throw new IllegalStateException(
                    "no callback of a channel handler runs on this thread, and this container has no Principal else");
        }
        CreationalContext<?> creation = beans.createCreationalContext(null);
        try {
            return ((Principal) beans.getReference(beans.resolve(others), Principal.class, creation)).getName();
        } finally {
            creation.release();
        }
    }
}
