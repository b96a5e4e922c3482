package io.kedang.audit;

import io.kedang.kernel.Actor;
import io.kedang.kernel.sql.Apart;
import io.kedang.kernel.sql.Write;
import io.kedang.kernel.sql.Writes;
import io.kedang.sealing.NamedKeys;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// The door to the register. An entry is written in the transaction of the act that it tells of, so
/// that neither is ever there without the other: what cannot be recorded does not happen.
@Service
public class Audit {
    private static final int MOST = 1_000;
    private static final int MOST_NOTES = 10_000;
    private static final int NOTES_AT_ONCE = 500;

    private final AuditStore store;
    private final Writes writes;
    private final Apart apart;
    private final AuditMac.Keys keys;
    private final InstantSource clock;
    private final long writer = new SecureRandom().nextLong();
    private final AtomicLong sequence = new AtomicLong();
    private final Queue<AuditRow> notes = new LinkedBlockingQueue<>();
    private final TransactionTemplate ofItsOwn;

    Audit(
            AuditStore store,
            Writes writes,
            Apart apart,
            NamedKeys keys,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        ofItsOwn = new TransactionTemplate(transactions);
        ofItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.writes = writes;
        this.apart = apart;
        this.keys = new AuditMac.Keys(keys);
        this.clock = clock;
    }

    /// Records an act of [Actor#current]. Needs a transaction that may write, also for a read: data
    /// whose reading must be recorded is handed out after this returned.
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEntry entry) {
        writes.send(recording(entry));
    }

    /// Records an act at once and for good, for a reader within a transaction that may not write:
    /// what he asked for is handed out after this returned.
    @Transactional(propagation = Propagation.SUPPORTS)
    public void recordApart(AuditEntry entry) {
        apart.send(recording(entry));
    }

    /// Records one act that shows the data of all these customers, such as a file that leaves: who
    /// looks for any of them finds it.
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEntry entry, List<UUID> customers) {
        if (customers.isEmpty()) {
            record(entry);
            return;
        }
        var list = CustomerList.of(customers);
        var row = row(list.namedBy(entry));
        writes.send(store.inserting(row), store.inserting(list.at(row.occurredAt())));
    }

    /// The same, to be sent with what else the act writes, in its transaction.
    public Write recording(AuditEntry entry) {
        return store.inserting(row(entry));
    }

    /// Records many at once, in order.
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordAll(List<AuditEntry> entries) {
        store.insertAll(entries.stream().map(this::row).toList());
    }

    /// Records within half a second that something was seen which is not sensitive, or was refused:
    /// too often to let each wait for the disk. A crash may lose the last ones.
    public void note(AuditEntry entry) {
        notes.add(row(entry));
    }

    /// Before something is shown that will be noted: when notes cannot be written and have piled
    /// up, this throws, and nothing more is shown.
    public void makeRoom() {
        if (notes.size() >= MOST_NOTES) {
            writeNotes();
        }
    }

    /// Writes what was noted.
    public void writeNotes() {
        synchronized (notes) {
            var some = notes.stream().limit(NOTES_AT_ONCE).toList();
            while (!some.isEmpty()) {
                var rows = some;
                ofItsOwn.executeWithoutResult(status -> store.insertAll(rows));
                rows.forEach(row -> notes.poll());
                some = notes.stream().limit(NOTES_AT_ONCE).toList();
            }
        }
    }

    /// The newest entries that the filter lets through, at most `size` and at most 1,000; those
    /// after `after` when that is given. Who may read what of them, the caller decides.
    @Transactional(readOnly = true)
    public List<AuditRecord> list(AuditFilter filter, @Nullable AuditPlace after, int size) {
        return store.list(filter, after, Math.clamp(size, 1, MOST));
    }

    /// What is known of the file of customer data that has this number.
    @Transactional(readOnly = true)
    public List<AuditRecord> listOfOutgoingFile(String number) {
        return store.listOfOutgoingFile(number);
    }

    private AuditRow row(AuditEntry entry) {
        var actor = Actor.current();
        boolean current = entry.name() == null;
        return AuditRow.of(
                entry,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                current ? actor.user() : entry.user(),
                current ? actor.name() : Objects.requireNonNull(entry.name()),
                actor,
                writer,
                sequence.incrementAndGet(),
                keys.ofEntry());
    }
}
