package org.garuda.channels.tck.servers.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;
import org.garuda.channels.tck.servers.home.ServerKind;
import org.garuda.channels.tck.servers.home.Shelf;
import org.junit.jupiter.api.Test;

class ImpossibleTest {

    @Test
    void everyReasonIsOfAServerThatIsKnown() throws IOException {
        Properties reasons = new Properties();
        try (InputStream list = Impossible.class.getResourceAsStream("impossible.properties")) {
            assertNotNull(list);
            reasons.load(list);
        }
        for (String key : reasons.stringPropertyNames()) {
            String server = key.substring(0, key.indexOf('/'));
            assertTrue(server.equals("*") || Shelf.kind(server).isPresent(), key);
        }
    }

    @Test
    void aServerThatKeepsAFewApplicationsHasNoExcuseForEach() throws IOException {
        Impossible impossible = new Impossible();
        ServerKind payara = Shelf.kind("payara-micro-6").orElseThrow();
        assertTrue(impossible.reason(payara, "redeploy/few").isPresent());
        assertEquals(Optional.empty(), impossible.reason(payara, "redeploy/each"));
        ServerKind tomcat = Shelf.kind("tomcat-11").orElseThrow();
        assertEquals(Optional.empty(), impossible.reason(tomcat, "redeploy/few"));
    }
}
