package org.garuda.channels.tck.kit.phoenix;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What has become of claims, as tests. */
final class ClaimTests {

    private ClaimTests() {}

    static Stream<DynamicTest> of(List<ClaimRun.Verdict> verdicts) {
        assertTrue(verdicts.size() > 10, "only " + verdicts.size() + " claims");
        return verdicts.stream()
                .map(verdict -> dynamicTest(verdict.title(), () -> {
                    if (verdict.skipped() != null) {
                        System.err.println("SKIPPED " + verdict.title() + ": " + verdict.skipped());
                    }
                    assumeTrue(verdict.skipped() == null, verdict.skipped());
                    if (verdict.failure() != null) {
                        fail(verdict.failure());
                    }
                }));
    }
}
