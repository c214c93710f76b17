package org.garuda.channels.core.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An application on a class loader that lacks a JSON library, as a WAR on Tomcat whose lib folder does. */
class MissingProviderTest {

    @Test
    void withoutYassonItIsNamedWithItsCoordinates() throws Exception {
        String refusal = refusalWithout("yasson");
        assertTrue(refusal.contains("no JSON-B provider"), refusal);
        assertTrue(refusal.matches("(?s).*put org\\.eclipse\\.yasson:yasson:\\d+\\.\\d+\\S* .*WEB-INF/lib.*"), refusal);
    }

    @Test
    void withoutParssonItIsNamedWithItsCoordinates() throws Exception {
        String refusal = refusalWithout("parsson");
        assertTrue(refusal.contains("no JSON-P provider"), refusal);
        assertTrue(
                refusal.matches("(?s).*put org\\.eclipse\\.parsson:parsson:\\d+\\.\\d+\\S* .*WEB-INF/lib.*"), refusal);
    }

    @Test
    void withoutEitherBothAreNamedAtOnce() throws Exception {
        String refusal = refusalWithout("yasson", "parsson");
        assertTrue(refusal.contains("no JSON-B provider") && refusal.contains("no JSON-P provider"), refusal);
        assertTrue(
                refusal.matches(
                        "(?s).*put org\\.eclipse\\.yasson:yasson:\\S+ and org\\.eclipse\\.parsson:parsson:\\d+.*"),
                refusal);
    }

    private static String refusalWithout(String... libraries) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader application =
                new URLClassLoader(classPathWithout(libraries), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(application);
            var codec = application.loadClass(PayloadCodec.class.getName()).getConstructor();
            Throwable refusal = assertThrows(InvocationTargetException.class, codec::newInstance)
                    .getCause();
            return String.valueOf(
                    assertInstanceOf(IllegalStateException.class, refusal).getMessage());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] classPathWithout(String... libraries) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .filter(entry -> Stream.of(libraries).noneMatch(entry.getName()::startsWith))
                .map(MissingProviderTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(File entry) {
        try {
            return entry.toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
