package org.garuda.channels.jakarta.internal.cdi;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.garuda.channels.jakarta.internal.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonApisTest {

    @Test
    void anApplicationThatHasThemStarts() {
        JsonApis.require(JsonApisTest.class.getClassLoader());
    }

    @ParameterizedTest
    @CsvSource({
        "jakarta.json.JsonValue,org.eclipse.parsson:parsson:",
        "jakarta.json.bind.Jsonb,org.eclipse.yasson:yasson:"
    })
    void whatIsMissingIsNamedWithTheCoordinatesThatBringIt(String missing, String coordinates) {
        ClassLoader application = new Without(missing);
        String refusal = String.valueOf(assertThrows(IllegalStateException.class, () -> JsonApis.require(application))
                .getMessage());
        assertTrue(refusal.contains("needs " + missing), refusal);
        assertTrue(refusal.contains("put " + coordinates) && refusal.contains("WEB-INF/lib"), refusal);
    }

    /**
     * As with Weld Servlet and nothing else beside the library: CDI would pass over our beans, and say that they are
     * not there.
     */
    @Test
    void cdiIsStoppedBeforeItMissesBeansWhoseJsonIsNotThere() throws Exception {
        Class<?> extension = new Without("jakarta.json.").loadClass(ChannelsExtension.class.getName());
        Method begin = extension.getDeclaredMethod("begin", BeforeBeanDiscovery.class);
        begin.setAccessible(true);
        Object made = extension.getConstructor().newInstance();
        Throwable refusal = assertThrows(InvocationTargetException.class, () -> begin.invoke(made, (Object) null))
                .getCause();
        String said = String.valueOf(refusal.getMessage());
        assertTrue(said.contains("jakarta.json.bind.Jsonb and jakarta.json.JsonValue"), said);
        assertTrue(
                said.contains("put org.eclipse.yasson:yasson:") && said.contains(" and org.eclipse.parsson:parsson:"),
                said);
    }
}
