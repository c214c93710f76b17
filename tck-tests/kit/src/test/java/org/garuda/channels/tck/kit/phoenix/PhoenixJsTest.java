package org.garuda.channels.tck.kit.phoenix;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.garuda.channels.tck.kit.replay.InProcessServer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a Phoenix front end counts on, with the stock phoenix.js in Node and in a real browser: a test for each claim of
 * {@code src/test/js}.
 */
class PhoenixJsTest {

    @TestFactory
    Stream<DynamicTest> inNode() throws Exception {
        return claims("node");
    }

    @TestFactory
    Stream<DynamicTest> inChromium() throws Exception {
        return claims("chromium");
    }

    @TestFactory
    Stream<DynamicTest> inNodeOverLongPolling() throws Exception {
        return claims("node", ClaimRun.LONG_POLLING);
    }

    @TestFactory
    Stream<DynamicTest> inChromiumOverLongPolling() throws Exception {
        return claims("chromium", ClaimRun.LONG_POLLING);
    }

    private static Stream<DynamicTest> claims(String environment) throws Exception {
        return claims(environment, ClaimRun.WEBSOCKET);
    }

    private static Stream<DynamicTest> claims(String environment, String transport) throws Exception {
        List<ClaimRun.Verdict> verdicts;
        try (InProcessServer server = new InProcessServer()) {
            verdicts = ClaimRun.of(environment, transport, Path.of("src", "test", "js"), server);
        }
        return ClaimTests.of(verdicts);
    }
}
