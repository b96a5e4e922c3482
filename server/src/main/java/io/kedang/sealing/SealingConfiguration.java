package io.kedang.sealing;

import io.kedang.sealing.PhoneTokens.Scope;
import io.kedang.sealing.suite.CryptoSuite;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/// Opens the key folder of the data folder, once for the whole server.
@Configuration(proxyBeanMethods = false)
class SealingConfiguration {
    /// `kedang.crypto.suite`: `standard` or `sm`; empty for what the house began with.
    @Bean
    MasterKey masterKey(
            @Value("${kedang.data}") Path data,
            @Value("${kedang.crypto.suite:}") String suite,
            MasterSource source) {
        return MasterKey.open(keys(data), source, CryptoSuite.find(suite).orElse(null));
    }

    @Bean
    NamedKeys namedKeys(
            @Value("${kedang.data}") Path data,
            @Value("${kedang.keys.mirror:}") String mirror,
            MasterKey master) {
        return NamedKeys.open(keys(data), folder(mirror), master);
    }

    /// `kedang.keys.mirror`: a folder on another disk that gets a copy of every key before it is
    /// used.
    @Bean(destroyMethod = "close")
    KeyStore keyStore(
            @Value("${kedang.data}") Path data,
            @Value("${kedang.keys.mirror:}") String mirror,
            @Value("${kedang.keys.copies:}") String copies,
            MasterKey master,
            NamedKeys before,
            Clock clock) {
        var erased = KeyBackups.tombstones(copies(data, mirror, copies));
        return KeyStore.open(keys(data), folder(mirror), erased, master, clock);
    }

    /// `kedang.keys.copies`: a folder, best on a disk of its own, for a copy a day.
    @Bean
    KeyBackups keyBackups(
            @Value("${kedang.data}") Path data,
            @Value("${kedang.keys.mirror:}") String mirror,
            @Value("${kedang.keys.copies:}") String copies,
            MasterKey master,
            KeyStore store,
            Clock clock) {
        return new KeyBackups(keys(data), copies(data, mirror, copies), master, store, clock);
    }

    @Bean
    MasterRotation masterRotation(MasterKey master, NamedKeys named, KeyStore store) {
        return new MasterRotation(master, named, store);
    }

    @Bean
    KeyRecovery keyRecovery(@Value("${kedang.data}") Path data, MasterKey master, Clock clock) {
        return new KeyRecovery(keys(data), master, clock);
    }

    @Bean
    FieldCipher fieldCipher(KeyStore keys) {
        return new FieldCipher(keys);
    }

    @Bean
    SealedFiles sealedFiles(KeyStore keys) {
        return new SealedFiles(keys);
    }

    @Bean
    BlindIndex blindIndex(NamedKeys keys) {
        return new BlindIndex(keys);
    }

    @Bean
    IndexRotation indexRotation(BlindIndex index, List<IndexedRows> tables) {
        return new IndexRotation(index, tables);
    }

    /// `ends`: whole number, last 8, last 4 digits. `any`: every inner run of four and more, for
    /// whoever accepts that database and key together then give numbers away piece by piece.
    @Bean
    PhoneTokens phoneTokens(
            BlindIndex index, @Value("${kedang.privacy.phone-search:ends}") String scope) {
        return new PhoneTokens(index, Scope.valueOf(scope.toUpperCase(Locale.ROOT)));
    }

    private static @Nullable Path folder(String setting) {
        return setting.isEmpty() ? null : Path.of(setting);
    }

    private static Path copies(Path data, String mirror, String setting) {
        return KeyBackups.folder(data, folder(mirror), folder(setting));
    }

    private static Path keys(Path data) {
        return data.resolve("keys");
    }
}
