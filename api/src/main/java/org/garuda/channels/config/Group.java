package org.garuda.channels.config;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings that belong together; equal to others of the kind with the same values. */
abstract class Group {

    final Values values;
    private final List<Setting<?>> settings;

    Group(Values values, List<Setting<?>> settings) {
        this.values = values;
        this.settings = settings;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other != null && getClass() == other.getClass() && current().equals(((Group) other).current());
    }

    @Override
    public final int hashCode() {
        return Objects.hash(getClass(), current());
    }

    private List<Object> current() {
        return settings.stream().<Object>map(values::get).toList();
    }

    /** Every setting with its value; of a secret, only whether it is set. */
    @Override
    public final String toString() {
        return settings.stream()
                .map(setting -> setting.name() + "=" + setting.shown(values.get(setting)))
                .collect(Collectors.joining(", ", getClass().getSimpleName() + "[", "]"));
    }
}
