package io.kedang.sealing;

import io.kedang.sealing.suite.CryptoSuite;

import java.nio.file.Path;

/// Key folders begin with the suite that a run of the tests is about: the setting `crypto.suite` of
/// this JVM, as `./kedang goal c-l` sets it, or what a test says for a while.
public final class TestKeys {
    private static volatile CryptoSuite suite =
            CryptoSuite.find(System.getProperty("kedang.crypto.suite", ""))
                    .orElse(CryptoSuite.STANDARD);

    private TestKeys() {}

    public static CryptoSuite suite() {
        return suite;
    }

    public static void use(CryptoSuite other) {
        suite = other;
    }

    public static MasterKey master(Path folder) {
        return master(folder, new MasterFile(folder));
    }

    public static MasterKey master(Path folder, MasterSource source) {
        return MasterKey.open(folder, source, suite);
    }
}
