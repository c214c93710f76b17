package org.garuda.channels.tck.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.garuda.channels.tck.servers.server.ServerCatalog;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void serversAreTriedInTheOrderInWhichTheyAreNamed() {
        Options options = Options.parse("wildfly-39", "tomcat-11");
        assertEquals("[wildfly-39, tomcat-11]", options.servers().toString());
        assertFalse(options.documents());
    }

    @Test
    void allAreAllAndAreDocumented() {
        Options options = Options.parse("all");
        assertEquals(ServerCatalog.kinds(), options.servers());
        assertTrue(options.documents());
    }

    @Test
    void oneServerIsDocumentedWhenThatIsAskedFor() {
        Options options = Options.parse("jetty-12.0", "--write");
        assertEquals("[jetty-12.0]", options.servers().toString());
        assertTrue(options.documents());
    }

    @Test
    void anUnknownServerIsRefusedByItsName() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Options.parse("tomcat-9"));
        assertEquals("there is no server called tomcat-9", refusal.getMessage());
        assertThrows(IllegalArgumentException.class, Options::parse);
        assertThrows(IllegalArgumentException.class, () -> Options.parse("all", "--only"));
    }
}
