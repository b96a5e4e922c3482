package io.kedang.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.sealing.PhoneTokens.Scope;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;

@Tag("s13")
class IndexRotationTests {
    private static final String NUMBER = "+8613812345678";
    private static final UUID START = new UUID(0, 0);

    @TempDir Path data;
    private BlindIndex index;
    private PhoneTokens tokens;
    private final Table table = new Table();
    private IndexRotation rotation;

    @BeforeEach
    void open() {
        var keys = data.resolve("keys");
        index = new BlindIndex(NamedKeys.open(keys, data.resolve("mirror"), TestKeys.master(keys)));
        tokens = new PhoneTokens(index, Scope.ENDS);
        rotation = new IndexRotation(index, List.of(table));
    }

    @AfterEach
    void forgetTransaction() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            end();
        }
    }

    /// Rows with one number each.
    private final class Table implements IndexedRows {
        private final NavigableMap<UUID, TokenSet> rows = new TreeMap<>();

        UUID store() {
            var id = UUID.randomUUID();
            rows.put(id, tokens.tokens("mobile", NUMBER));
            return id;
        }

        /// Those that somebody who asks now finds.
        List<UUID> found(String typed) {
            var wanted = LongStream.of(tokens.queryTokens("mobile", typed)).boxed().toList();
            return rows.keySet().stream()
                    .filter(id -> rows.get(id).values().stream().anyMatch(wanted::contains))
                    .toList();
        }

        @Override
        public long others(int version) {
            return rows.values().stream()
                    .filter(row -> !Objects.equals(row.version(), version))
                    .count();
        }

        @Override
        public Optional<Piece> renew(int version, UUID after, int size) {
            var ids =
                    rows.keySet().stream()
                            .filter(id -> !Objects.equals(rows.get(id).version(), version))
                            .limit(size)
                            .toList();
            ids.forEach(id -> rows.put(id, tokens.tokens("mobile", NUMBER)));
            return ids.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Piece(ids.getLast(), ids.size()));
        }
    }

    private static void beginTransaction() {
        TransactionSynchronizationManager.initSynchronization();
    }

    private static void end() {
        var all = TransactionSynchronizationManager.getSynchronizations();
        TransactionSynchronizationManager.clearSynchronization();
        TransactionSynchronizationUtils.invokeAfterCompletion(
                all, TransactionSynchronization.STATUS_COMMITTED);
    }

    private void renewAll() {
        while (table.renew(rotation.version(), START, 1).isPresent()) {
            assertEveryRowIsFound();
        }
    }

    private void assertEveryRowIsFound() {
        for (var typed : List.of("13812345678", "12345678", "5678")) {
            assertThat(table.found(typed)).containsExactlyElementsOf(table.rows.keySet());
        }
    }

    @Test
    void atEveryMomentANumberIsFoundWhateverKeyItsTokensAreOf() {
        table.store();
        table.store();
        rotation.begin();
        table.store();
        assertEveryRowIsFound();
        assertThat(rotation.settle()).isTrue();
        table.store();
        assertEveryRowIsFound();
        assertThat(rotation.state()).isEqualTo(new IndexRotation.State(2, true, 3));
        assertThat(rotation.finish()).as("with rows of the old key").isFalse();
        renewAll();
        assertThat(rotation.finish()).isTrue();
        table.store();
        assertEveryRowIsFound();
        assertThat(rotation.state()).isEqualTo(new IndexRotation.State(2, false, 0));
    }

    @Test
    void whoeverReadsByTheOldKeyAloneIsWaitedForBeforeTheNewOneWrites() {
        beginTransaction();
        assertThat(tokens.queryTokens("mobile", "5678")).hasSize(2);
        rotation.begin();
        assertThat(tokens.queryTokens("mobile", "5678")).as("in the transaction").hasSize(2);
        assertThat(rotation.settle()).isFalse();
        assertThat(written()).isEqualTo(1);
        end();
        assertThat(tokens.queryTokens("mobile", "5678")).as("after it").hasSize(4);
        assertThat(rotation.settle()).isTrue();
        assertThat(written()).isEqualTo(2);
    }

    @Test
    void whoeverWritesWithTheOldKeyIsWaitedForBeforeItGoes() {
        rotation.begin();
        beginTransaction();
        assertThat(tokens.tokens("mobile", NUMBER).version()).isEqualTo(1);
        assertThat(rotation.settle()).isFalse();
        var late = table.store();
        assertThat(table.rows.get(late).version()).as("of one transaction").isEqualTo(1);
        assertThat(rotation.finish()).isFalse();
        end();
        assertThat(rotation.settle()).isTrue();
        renewAll();
        assertThat(rotation.finish()).isTrue();
        assertEveryRowIsFound();
    }

    @Test
    void workOnSeveralThreadsHasTheKeysThatItHolds() throws Exception {
        try (var held = index.hold()) {
            rotation.begin();
            assertThat(rotation.settle()).isFalse();
            var versions = new TreeMap<Integer, Integer>();
            var other = Thread.ofVirtual().start(() -> versions.put(1, held.in(() -> written())));
            other.join();
            assertThat(versions).containsValue(1);
            assertThat(held.in(() -> tokens.queryTokens("mobile", "5678"))).hasSize(2);
        }
        assertThat(rotation.settle()).isTrue();
    }

    @Test
    void afterACrashAmidARotationBothKeysAreReadAndTheNewOneWrites() {
        table.store();
        rotation.begin();
        open();
        assertThat(rotation.state()).isEqualTo(new IndexRotation.State(2, true, 1));
        assertThat(written()).isEqualTo(2);
        assertEveryRowIsFound();
        rotation.begin();
        assertThat(rotation.version()).as("goes on, with no third key").isEqualTo(2);
        assertThat(rotation.settle()).isTrue();
        renewAll();
        assertThat(rotation.finish()).isTrue();
        assertEveryRowIsFound();
    }

    @Test
    void theOldKeyIsInNoFileAndItsTokensInNoRow() throws IOException {
        table.store();
        var old = table.rows.firstEntry().getValue().values();
        rotation.begin();
        rotation.settle();
        renewAll();
        assertThat(rotation.finish()).isTrue();
        assertThat(table.rows.firstEntry().getValue().values()).doesNotContainAnyElementsOf(old);
        for (var place : List.of("keys", "mirror")) {
            assertThat(Files.readAllLines(data.resolve(place).resolve(NamedKeys.FILE)))
                    .filteredOn(line -> line.startsWith("BLIND_INDEX"))
                    .singleElement()
                    .asString()
                    .startsWith("BLIND_INDEX 2 ");
        }
        open();
        assertEveryRowIsFound();
    }

    @Test
    void rowsOfARestoredDatabaseAreMadeAnewWithoutANewKey() {
        table.store();
        var yesterday = new TreeMap<>(table.rows);
        rotation.begin();
        rotation.settle();
        renewAll();
        rotation.finish();
        table.rows.clear();
        table.rows.putAll(yesterday);
        assertThat(table.found("5678")).isEmpty();
        assertThat(rotation.look()).isEqualTo(1);
        assertThat(rotation.state()).isEqualTo(new IndexRotation.State(2, true, 1));
        rotation.begin();
        assertThat(rotation.version()).isEqualTo(2);
        renewAll();
        assertThat(rotation.finish()).isTrue();
        assertEveryRowIsFound();
        assertThat(rotation.state().unfinished()).isFalse();
    }

    private int written() {
        return Objects.requireNonNull(tokens.tokens("mobile", NUMBER).version());
    }
}
