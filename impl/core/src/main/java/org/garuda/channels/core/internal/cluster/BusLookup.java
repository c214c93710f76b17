package org.garuda.channels.core.internal.cluster;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.garuda.channels.config.BusSettings;
import org.garuda.channels.spi.Bus;
import org.garuda.channels.spi.BusContext;
import org.garuda.channels.spi.BusProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds who can speak with the broker of a URL: the application's own provider, then those that are installed.
 *
 * @param own the application's, or null
 */
record BusLookup(@Nullable BusProvider own) {

    /**
     * Makes the bus, which is not started.
     *
     * @throws IllegalArgumentException when its URL or a setting cannot be used
     * @throws IllegalStateException when nobody speaks with such a broker
     */
    Bus create(BusSettings settings, BusContext context) {
        URI url = URI.create(settings.url()); // The settings have looked whether it is one.
        for (BusProvider provider : providers().values()) {
            if (provider.accepts(url)) {
                return provider.create(url, context);
            }
        }
        throw new IllegalStateException("channels.bus names a broker of kind \"" + url.getScheme()
                + "\", and nothing here can speak with one; add the module for it to the application, such as"
                + " garuda-channels-redis, or give the server a BusProvider");
    }

    /** One of a class, whoever loads it, in the order in which they are asked. */
    private Map<String, BusProvider> providers() {
        Map<String, BusProvider> providers = new LinkedHashMap<>();
        if (own != null) {
            providers.put("", own);
        }
        try {
            Stream.of(ServiceLoader.load(BusProvider.class), libraries())
                    .flatMap(loader -> loader.stream())
                    .forEach(found -> providers.computeIfAbsent(found.type().getName(), name -> found.get()));
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException("a provider for channels.bus cannot be loaded: " + e.getMessage(), e);
        }
        return providers;
    }

    /** Those beside this library, where the calling thread knows others. */
    private static ServiceLoader<BusProvider> libraries() {
        return ServiceLoader.load(BusProvider.class, BusLookup.class.getClassLoader());
    }
}
