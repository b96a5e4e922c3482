package io.kedang.audit.evidence;

import io.kedang.audit.AuditSealer;
import io.kedang.audit.CheckpointFolder;
import io.kedang.audit.SigningKeys;
import io.kedang.audit.chain.ChainLink;
import io.kedang.audit.chain.ChainStore;
import io.kedang.sealing.NamedKeys;

import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/// The door to exports of the register as evidence. The form is told in the reference of users
/// (`evidence.md`), [io.kedang.evidence.EvidenceCheck] reads it without any of this.
@Service
public class Evidence {
    private static final int SEALS_AT_ONCE = 100;

    private final AuditSealer sealer;
    private final ChainStore chain;
    private final EvidenceStore store;
    private final SigningKeys keys;
    private final InstantSource clock;
    private final TransactionTemplate snapshot;
    private final Path folder;

    public Evidence(
            AuditSealer sealer,
            ChainStore chain,
            EvidenceStore store,
            NamedKeys keys,
            InstantSource clock,
            PlatformTransactionManager transactions,
            CheckpointFolder folder) {
        this.sealer = sealer;
        this.chain = chain;
        this.store = store;
        this.keys = new SigningKeys(keys);
        this.clock = clock;
        this.folder = folder.path();
        snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// What is wanted of the register.
    ///
    /// @param from the earliest moment, included
    /// @param until the latest moment, left out
    /// @param clear whether names, addresses, reasons and details are told; else their salted
    /// hashes stand in their place
    public record Wanted(Instant from, Instant until, boolean clear) {}

    /// The key that signs now, as a PEM file.
    public String publicKey() {
        return keys.pem(keys.newest());
    }

    /// Puts a check point to what is committed and writes all seals that hold entries of that time,
    /// whole. `out` stays open.
    public void write(Wanted wanted, OutputStream out) {
        write(wanted, () -> store.span(wanted.from(), wanted.until()), out);
    }

    /// The same of these seals, in clear.
    public void writeSeals(long first, long last, OutputStream out) {
        var wanted = new Wanted(Instant.EPOCH, clock.instant(), true);
        write(wanted, () -> new EvidenceStore.Span(first, last), out);
    }

    private void write(Wanted wanted, Supplier<EvidenceStore.Span> wantedSpan, OutputStream out) {
        sealer.settle();
        snapshot.executeWithoutResult(
                status -> {
                    try {
                        var writer = new EvidenceWriter(out, keys);
                        write(wanted, wantedSpan.get(), writer);
                        out.flush();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private void write(Wanted wanted, EvidenceStore.Span wantedSpan, EvidenceWriter writer)
            throws IOException {
        try (var points = new PointReader(folder)) {
            var span = points.upToNext(wantedSpan);
            writer.begin(wanted, clock.instant(), before(span), points.introductions());
            long after = span.first() - 1;
            while (after < span.last()) {
                var seals = chain.seals(after, SEALS_AT_ONCE);
                if (seals.isEmpty()) {
                    break;
                }
                var links = chain.links(seals.getFirst().number(), seals.getLast().number());
                for (var seal : seals) {
                    if (seal.number() <= span.last()) {
                        write(seal, links, writer);
                        for (var point : points.upTo(seal.number())) {
                            writer.checkpoint(point);
                        }
                    }
                    after = seal.number();
                }
            }
            writer.end();
        }
    }

    private void write(ChainLink.Sealed seal, Map<Long, ChainLink> links, EvidenceWriter writer)
            throws IOException {
        var entries = chain.entries(seal.entries(), seal.firstAt(), seal.lastAt());
        var gaps = chain.gaps(seal.number(), seal.number());
        writer.seal(seal, links.getOrDefault(seal.number(), ChainLink.NONE), entries, gaps);
    }

    private ChainLink before(EvidenceStore.Span span) {
        long number = span.first() - 1;
        return chain.links(number, number).getOrDefault(number, ChainLink.NONE);
    }
}
