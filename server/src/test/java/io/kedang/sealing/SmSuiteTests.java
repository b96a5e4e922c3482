package io.kedang.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.includeEngines;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import io.kedang.sealing.suite.CryptoSuite;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import java.util.List;
import java.util.stream.Stream;

/// What the tests of keys, seals and the register ask of the standard holds with 商用密码 too: they
/// run once more, every key folder beginning with the suite `sm`.
@Tag("c-l")
class SmSuiteTests {
    private static final List<String> TESTS =
            List.of(
                    "io.kedang.sealing.FieldCipherTests",
                    "io.kedang.sealing.SealedFilesTests",
                    "io.kedang.sealing.BlindIndexTests",
                    "io.kedang.sealing.PhoneTokensTests",
                    "io.kedang.sealing.KeyStoreTests",
                    "io.kedang.sealing.KeyStoreFaultTests",
                    "io.kedang.sealing.MasterKeyTests",
                    "io.kedang.sealing.MasterRotationTests",
                    "io.kedang.sealing.IndexRotationTests",
                    "io.kedang.sealing.KeyBackupsTests",
                    "io.kedang.sealing.KeyRecoveryTests",
                    "io.kedang.audit.AuditVerificationTests",
                    "io.kedang.audit.AuditKeyTests",
                    "io.kedang.audit.EvidenceTests",
                    "io.kedang.audit.TamperingTests");

    @TestFactory
    Stream<DynamicTest> holdWithSm() {
        return TESTS.stream().map(name -> dynamicTest(name, () -> run(name)));
    }

    private static void run(String name) throws ClassNotFoundException {
        var report = new SummaryGeneratingListener();
        var before = TestKeys.suite();
        TestKeys.use(CryptoSuite.SM);
        try {
            LauncherFactory.create()
                    .execute(
                            request()
                                    .selectors(selectClass(Class.forName(name)))
                                    .filters(includeEngines("junit-jupiter"))
                                    .build(),
                            report);
        } finally {
            TestKeys.use(before);
        }
        var summary = report.getSummary();
        assertThat(summary.getFailures())
                .as(name)
                .map(
                        failure ->
                                failure.getTestIdentifier().getDisplayName()
                                        + failure.getException())
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).as("tests of %s", name).isPositive();
    }
}
