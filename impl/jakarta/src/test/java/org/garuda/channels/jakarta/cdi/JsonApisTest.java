package org.garuda.channels.jakarta.servlet;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonApisTest {

    @Test
    void anApplicationThatHasThemStarts() {
        JsonApis.require(JsonApisTest.class.getClassLoader());
    }

    @ParameterizedTest
    @CsvSource({"jakarta.json.JsonValue,org.eclipse.parsson:parsson:", "jakarta.json.bind.Jsonb,org.eclipse:yasson:"})
    void whatIsMissingIsNamedWithTheCoordinatesThatBringIt(String missing, String coordinates) {
        ClassLoader application = new ClassLoader(JsonApisTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.equals(missing)) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
        String refusal = String.valueOf(assertThrows(IllegalStateException.class, () -> JsonApis.require(application))
                .getMessage());
        assertTrue(refusal.contains("needs " + missing), refusal);
        assertTrue(refusal.contains("put " + coordinates) && refusal.contains("WEB-INF/lib"), refusal);
    }
}
