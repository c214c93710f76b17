package org.garuda.channels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,127.0.0.1,true",
        "127.0.0.1,127.0.0.2,false",
        "10.0.0.0/8,10.255.255.255,true",
        "10.0.0.0/8,11.0.0.0,false",
        "10.1.2.3/8,10.9.9.9,true",
        "192.168.4.0/22,192.168.7.255,true",
        "192.168.4.0/22,192.168.8.0,false",
        "192.0.2.128/25,192.0.2.127,false",
        "192.0.2.128/25,192.0.2.200,true",
        "0.0.0.0/0,203.0.113.9,true",
        "0.0.0.0/0,2001:db8::1,false",
        "::1,::1,true",
        "::1,0:0:0:0:0:0:0:1,true",
        "fd00::/8,fdff::1,true",
        "fd00::/8,fe00::1,false",
        "2001:db8::/33,2001:db8:7fff::1,true",
        "2001:db8::/33,2001:db8:8000::1,false",
        "::/0,192.0.2.1,false",
        "192.0.2.1,::ffff:192.0.2.1,true",
        "::ffff:192.0.2.1,192.0.2.1,true"
    })
    void aBlockHasTheAddressesThatBeginAsItDoes(String entry, String address, boolean trusted) {
        InetAddress asked = Proxies.address(address);
        assertNotNull(asked);
        assertEquals(trusted, Proxies.of(entry).trusts(asked));
        assertEquals(trusted, Proxies.of("203.0.113.7", entry).trusts(asked));
        assertEquals(false, Proxies.none().trusts(asked));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "proxy.example",
                "127.1",
                "1",
                "0x7f.0.0.1",
                "010.0.0.1",
                "256.0.0.1",
                "1.2.3.4.5",
                "1.2.3.4.",
                "[::1]",
                "::1%eth0",
                ":::",
                ":",
                "1:2",
                "127.0.0.1:80",
                "unix:"
            })
    void whatIsNoAddressIsNoneAndNoNameServerIsAsked(String text) {
        assertNull(Proxies.address(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "proxy.example", "10.0.0.0/", "10.0.0.0/x", "10.0.0.0/-1", "/8", "[::1]", "10.0.0.0/8/8"})
    void anUnreadableEntryIsRefusedByName(String entry) {
        var e = assertThrows(IllegalArgumentException.class, () -> Proxies.of(entry));
        assertTrue(e.getMessage().contains("\"" + entry + "\""), e.getMessage());
        assertTrue(e.getMessage().contains("10.0.0.0/8"), e.getMessage());
    }

    @Test
    void aBlockHasNoMoreBitsThanItsAddress() {
        var e = assertThrows(IllegalArgumentException.class, () -> Proxies.of("10.0.0.0/33"));
        assertTrue(e.getMessage().contains("0 to 32"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Proxies.of("::/129"));
    }
}
