package org.garuda.channels.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings that belong together; equal to others of the kind with the same values. */
abstract class Group {

    /** What has been set of some settings; all others are as they are when nobody sets them. Immutable. */
    static final class Values {

        /** Values that are being set. */
        static final class Draft {
            private final Map<Setting<?>, Object> set;

            Draft(Values from) {
                this.set = new HashMap<>(from.set);
            }

            <T> void set(Setting<T> setting, @Nullable T value) {
                T given = Objects.requireNonNull(
                        value, () -> setting.name() + " must not be null; leave it out for the default");
                set.put(setting, setting.checked(given));
            }

            <T> T get(Setting<T> setting) {
                return Values.get(set, setting);
            }

            Values values() {
                return new Values(Map.copyOf(set));
            }
        }

        static final Values NONE = new Values(Map.of());

        private final Map<Setting<?>, Object> set;

        private Values(Map<Setting<?>, Object> set) {
            this.set = set;
        }

        <T> T get(Setting<T> setting) {
            return get(set, setting);
        }

        @SuppressWarnings("unchecked") // A draft takes values of the setting's type alone.
        private static <T> T get(Map<Setting<?>, Object> set, Setting<T> setting) {
            Object value = set.get(setting);
            return value == null ? setting.otherwise() : (T) value;
        }

        /** These, and for those of some settings that have not been set, what the sources say. */
        Values orElse(List<Setting<?>> settings, SettingsSource... sources) {
            Draft draft = new Draft(this);
            for (Setting<?> setting : settings) {
                if (!set.containsKey(setting)) {
                    read(setting, draft, sources);
                }
            }
            return draft.values();
        }

        private static <T> void read(Setting<T> setting, Draft draft, SettingsSource[] sources) {
            for (SettingsSource source : sources) {
                T value = source.read(setting);
                if (value != null) {
                    draft.set(setting, value);
                    return;
                }
            }
        }

        /** What differs from the defaults, as text, by property. */
        Map<String, String> differences(List<Setting<?>> settings) {
            Map<String, String> differences = new LinkedHashMap<>();
            for (Setting<?> setting : settings) {
                Object value = get(setting);
                if (setting.reader() != null && !value.equals(setting.otherwise())) {
                    differences.put(setting.property(), setting.shown(value));
                }
            }
            return Collections.unmodifiableMap(differences);
        }
    }

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
