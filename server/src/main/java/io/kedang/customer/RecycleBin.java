package io.kedang.customer;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.Revision;
import io.kedang.kernel.Refusal;
import io.kedang.live.Changes;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;

/// 回收站: files that are out of use. They keep number, content and history, leave every list and
/// search, and come back whole.
@Service
@Transactional
public class RecycleBin {
    private final Customers customers;
    private final CustomerStore store;
    private final RevisionStore revisions;
    private final Audit audit;
    private final Changes changes;
    private final Clock clock;

    RecycleBin(
            Customers customers,
            CustomerStore store,
            RevisionStore revisions,
            Audit audit,
            Changes changes,
            Clock clock) {
        this.customers = customers;
        this.store = store;
        this.revisions = revisions;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
    }

    /// @param reason why it goes; it stands in the history
    public Customer put(CustomerId id, String reason) {
        CurrentUser.get().need(Right.CUSTOMER_VOID);
        if (reason.isBlank()) {
            throw new Refusal(CustomerProblem.REASON_MISSING);
        }
        var file = customers.get(id, Action.EDIT);
        if (file.voidedAt() != null) {
            return file;
        }
        return move(file, reason.strip(), AuditAction.VOIDED);
    }

    public Customer takeBack(CustomerId id) {
        CurrentUser.get().need(Right.CUSTOMER_VOID);
        var file = customers.get(id, Action.EDIT);
        if (file.voidedAt() == null) {
            return file;
        }
        return move(file, null, AuditAction.RESTORED);
    }

    private Customer move(Customer file, @Nullable String reason, AuditAction action) {
        var now = CustomerStore.micros(clock.instant());
        boolean goes = action == AuditAction.VOIDED;
        if (!store.setVoided(
                file, goes ? now : null, CurrentUser.get().id(), goes ? reason : null, now)) {
            throw new Refusal(CustomerProblem.VERSION_STALE, file.fileNumber());
        }
        var moved = file.moved(goes ? now : null, goes ? reason : null, now);
        var origin = Origin.byHand(reason);
        revisions.insert(Revision.moved(file.id().value(), moved.version(), now, origin, goes));
        changes.tell(Customers.KIND, file.id().value(), moved.version(), file.readers());
        audit.record(
                AuditEntry.of(action, Customers.KIND, file.id().value())
                        .customer(file.id().value())
                        .reason(reason));
        return moved;
    }
}
