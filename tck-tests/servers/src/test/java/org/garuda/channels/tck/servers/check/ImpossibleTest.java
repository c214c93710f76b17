package org.garuda.channels.tck.servers.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.garuda.channels.tck.hostile.Claim;
import org.garuda.channels.tck.servers.server.ServerCatalog;
import org.garuda.channels.tck.servers.server.ServerKind;
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
            assertTrue(server.equals("*") || ServerCatalog.kind(server).isPresent(), key);
        }
    }

    @Test
    void aServerThatKeepsAFewApplicationsHasNoExcuseForEach() throws IOException {
        Impossible impossible = new Impossible();
        ServerKind payara = ServerCatalog.kind("payara-micro-6").orElseThrow();
        assertTrue(impossible.reason(payara, "redeploy/few").isPresent());
        assertEquals(Optional.empty(), impossible.reason(payara, "redeploy/each"));
        ServerKind tomcat = ServerCatalog.kind("tomcat-11").orElseThrow();
        assertEquals(Optional.empty(), impossible.reason(tomcat, "redeploy/few"));
    }

    @Test
    void whatIsExcusedOfAnAttackExcusesNothingElseOfIt() throws IOException {
        Impossible impossible = new Impossible();
        ServerKind tomcat = ServerCatalog.kind("tomcat-11").orElseThrow();
        Claim slow = new Claim("the others' p99 stays under 500 ms", false, "", true);
        Claim lost = new Claim("the others lose nothing", false, "");
        assertTrue(impossible.excuse(tomcat, "2-held-back", List.of(slow)).isPresent());
        assertEquals(Optional.empty(), impossible.excuse(tomcat, "2-held-back", List.of(slow, lost)));
        assertEquals(Optional.empty(), impossible.excuse(tomcat, "4-unfinished-posts", List.of(slow)));
    }

    @Test
    void aReasonThatTwoClaimsShareIsToldOnce() throws IOException {
        Impossible impossible = new Impossible();
        ServerKind wildFly = ServerCatalog.kind("wildfly-39").orElseThrow();
        Claim empty = new Claim("too many empty parts are closed with 1009", false, "open");
        Claim small = new Claim("too many parts of a byte are closed with 1009", false, "open");
        String reason =
                impossible.excuse(wildFly, "1-fragments", List.of(empty, small)).orElseThrow();
        assertEquals(Optional.of(reason), impossible.excuse(wildFly, "1-fragments", List.of(empty)));
    }
}
