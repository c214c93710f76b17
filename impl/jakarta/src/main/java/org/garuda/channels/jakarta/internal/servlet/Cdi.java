package org.garuda.channels.jakarta.internal.servlet;

import jakarta.enterprise.inject.UnsatisfiedResolutionException;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;
import org.garuda.channels.jakarta.internal.cdi.CdiChannels;

/**
 * The way to CDI's beans. A class of its own, so that the one that explains what is missing can be loaded where even
 * CDI's API is.
 */
final class Cdi {

    private Cdi() {}

    /**
     * The beans of Garuda Channels.
     *
     * @return empty when CDI does not know them
     * @throws IllegalStateException when there is no CDI
     * @throws LinkageError when there is not even its API
     */
    static Optional<CdiChannels> channels() {
        try {
            return Optional.of(CDI.current().select(CdiChannels.class).get());
        } catch (UnsatisfiedResolutionException e) {
            return Optional.empty();
        }
    }
}
