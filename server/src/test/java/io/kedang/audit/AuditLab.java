package io.kedang.audit;

import com.zaxxer.hikari.HikariDataSource;

import io.kedang.audit.chain.ChainStore;
import io.kedang.audit.chain.PublicChain;
import io.kedang.audit.evidence.Evidence;
import io.kedang.audit.evidence.EvidenceStore;
import io.kedang.audit.retention.Retention;
import io.kedang.audit.retention.RetentionArchive;
import io.kedang.audit.retention.RetentionStore;
import io.kedang.database.DatabaseAccess;
import io.kedang.database.TestDatabase;
import io.kedang.kernel.sql.Apart;
import io.kedang.kernel.sql.Writes;
import io.kedang.sealing.NamedKeys;
import io.kedang.sealing.TestKeys;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;

/// A register on a database of its own, without Spring, with a clock that a test can turn.
final class AuditLab implements AutoCloseable {
    final TestDatabase database = TestDatabase.fresh();
    final Path folder;
    final HikariDataSource source;
    final NamedParameterJdbcTemplate db;
    final TransactionTemplate transaction;
    final Audit audit;
    AuditSealer sealer;
    private final NamedKeys keys;
    private final JdbcTransactionManager transactions;
    private final JsonMapper json = JsonMapper.shared();
    private final ChainStore chain;
    private Instant now = Instant.parse("2026-11-21T08:00:00.123456Z");

    AuditLab(Path data) {
        folder = data.resolve("audit");
        keys = NamedKeys.open(data.resolve("keys"), TestKeys.master(data.resolve("keys")));
        source = source(database.application());
        db = new NamedParameterJdbcTemplate(source);
        transactions = new JdbcTransactionManager(source);
        transaction = new TransactionTemplate(transactions);
        chain = new ChainStore(db, json);
        audit = newAudit();
        sealer = newSealer();
    }

    /// As another node has it, or the next run.
    Audit newAudit() {
        return newAudit(keys);
    }

    Audit newAudit(NamedKeys someKeys) {
        return new Audit(
                new AuditStore(db, json),
                new Writes(db.getJdbcOperations()),
                new Apart(source),
                someKeys,
                clock(),
                transactions);
    }

    /// The keys as they are now, in the hands of somebody who does not learn of later ones.
    NamedKeys stolenKeys() {
        var folder = this.folder.resolveSibling("keys");
        return NamedKeys.open(folder, TestKeys.master(folder));
    }

    /// Seals by these keys, and writes no check points of this house.
    AuditSealer newSealer(NamedKeys someKeys) {
        return newSealer(someKeys, folder.resolve("stolen"));
    }

    AuditSealer newSealer() {
        return newSealer(folder);
    }

    AuditSealer newSealer(Path ownFolder) {
        return newSealer(keys, ownFolder);
    }

    private AuditSealer newSealer(NamedKeys someKeys, Path ownFolder) {
        return newSealer(someKeys, ownFolder, "");
    }

    AuditSealer newSealer(String syslog) {
        return newSealer(keys, folder, syslog);
    }

    private AuditSealer newSealer(NamedKeys someKeys, Path ownFolder, String syslog) {
        return new AuditSealer(
                audit,
                new SealStore(db),
                new PublicChain(chain),
                someKeys,
                transactions,
                clock(),
                new CheckpointFolder(ownFolder),
                syslog,
                "");
    }

    /// An empty register, cheaper than a new database.
    void clear() {
        tamper(
                "truncate audit_entry, audit_waiting, audit_seal, audit_link, audit_removal,"
                        + " audit_gap, audit_retention, audit_list");
        try {
            Files.deleteIfExists(folder.resolve(Checkpoints.FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sealer = newSealer();
    }

    /// On the sealer of this moment.
    Retention newRetention() {
        var archive = new RetentionArchive(newEvidence(), new CheckpointFolder(folder));
        return new Retention(
                new RetentionStore(db, json),
                chain,
                archive,
                sealer,
                audit,
                keys,
                transactions,
                clock());
    }

    InstantSource clock() {
        return () -> now;
    }

    void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    void record(AuditEntry entry) {
        transaction.executeWithoutResult(status -> audit.record(entry));
    }

    AuditReport verify() {
        var store = new VerificationStore(db, json, chain);
        var place = new CheckpointFolder(folder);
        return new AuditVerification(store, chain, keys, transactions, place).run();
    }

    /// All of the register as evidence.
    byte[] evidence(boolean clear) {
        return evidence(Instant.EPOCH, now.plusSeconds(1), clear);
    }

    byte[] evidence(Instant from, Instant until, boolean clear) {
        var out = new ByteArrayOutputStream();
        newEvidence().write(new Evidence.Wanted(from, until, clear), out);
        return out.toByteArray();
    }

    Evidence newEvidence() {
        return new Evidence(
                sealer,
                chain,
                new EvidenceStore(db),
                keys,
                clock(),
                transactions,
                new CheckpointFolder(folder));
    }

    /// What somebody does who owns the database.
    void tamper(String sql) {
        try (var connection = database.owner().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(String sql) {
        return db.getJdbcTemplate().queryForObject(sql, Long.class);
    }

    /// Seals as the thread of the sealer does, outside of the transaction that a test is in.
    void sealerInItsOwnThread() {
        var thread = Thread.ofPlatform().start(sealer::work);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Reads outside of the transaction that a test is in.
    long numberOutside(String sql) {
        try (var connection = database.application().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HikariDataSource source(DatabaseAccess access) {
        var source = new HikariDataSource();
        source.setJdbcUrl(access.url());
        source.setUsername(access.user());
        source.setPassword(access.password());
        source.setMaximumPoolSize(8);
        return source;
    }

    @Override
    public void close() {
        source.close();
    }
}
