package io.kedang.rotation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.database.RunningDatabase;
import io.kedang.kernel.Refusal;
import io.kedang.sealing.BlindIndex;
import io.kedang.sealing.KeyStore;
import io.kedang.sealing.NamedKeys;
import io.kedang.sealing.PhoneTokens;
import io.kedang.sealing.TestKeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/// What somebody took away before the keys were rotated: the whole key folder, with the master key.
record OldKeys(Path folder) {
    static OldKeys copy(Path keys, Path folder) {
        copyAll(keys, folder);
        return new OldKeys(folder);
    }

    /// Rows of the database that he finds by these numbers.
    long rowsFound(RunningDatabase database, List<String> numbers) throws SQLException {
        var index = new BlindIndex(NamedKeys.open(folder, TestKeys.master(folder)));
        var phones = new PhoneTokens(index, PhoneTokens.Scope.ENDS);
        var tokens =
                numbers.stream()
                        .map(number -> phones.whole("mobile", "+86" + number).stored())
                        .toArray(Long[]::new);
        var query =
                """
                select (select count(*) from customer_search where mobile = any(?))
                       + (select count(*) from customer_search where tokens && ?)
                       + (select count(*) from person where tokens && ?)
                """;
        try (var connection = database.connect();
                var statement = connection.prepareStatement(query)) {
            for (int place = 1; place <= 3; place++) {
                statement.setArray(place, connection.createArrayOf("bigint", tokens));
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /// A copy of today's folder does not open with the old master key: neither as it is, nor when
    /// he puts his own sample beside it to get past the first look.
    void assertOfNoUseFor(Path today) {
        var attacked = folder.resolveSibling("attacked");
        copyAll(today, attacked);
        put("master.key", attacked);
        assertThatThrownBy(() -> TestKeys.master(attacked)).isInstanceOf(Refusal.class);
        put("master.canary", attacked);
        var master = TestKeys.master(attacked);
        assertThatThrownBy(() -> NamedKeys.open(attacked, master)).isInstanceOf(Refusal.class);
        assertThatThrownBy(
                        () -> KeyStore.open(attacked, null, master, InstantSource.system()).close())
                .isInstanceOf(Refusal.class);
    }

    private void put(String name, Path into) {
        try {
            Files.copy(
                    folder.resolve(name),
                    into.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyAll(Path from, Path to) {
        try (var all = Files.walk(from)) {
            for (var each : all.toList()) {
                Files.copy(
                        each,
                        to.resolve(from.relativize(each).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
