package io.kedang.customer;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.audit.AuditAction;
import io.kedang.customer.record.Origin;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.Field;
import io.kedang.live.Changes;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;

/// The door to the class of a file (客户类别 A, B, C). It is computed, unless a person sets it by
/// hand with a reason; either way it stands in the history.
@Service
@Transactional
public class Grades {
    private final Customers customers;
    private final GradeStore store;
    private final Changes changes;
    private final Clock clock;

    Grades(Customers customers, GradeStore store, Changes changes, Clock clock) {
        this.customers = customers;
        this.store = store;
        this.changes = changes;
        this.clock = clock;
    }

    /// Sets the class by hand; from now on computing leaves it alone.
    ///
    /// @param reason for the readers of the file; refused when blank
    public Customer override(CustomerId id, String grade, String reason) {
        if (reason.isBlank()) {
            throw new Refusal(CustomerProblem.REASON_MISSING);
        }
        return set(id, grade, reason.strip(), true);
    }

    /// Gives the class back to the computation, which decides the next time it runs.
    public Customer release(CustomerId id) {
        var file = customers.getInUse(id, Action.EDIT);
        return set(id, (String) file.values().get("grade"), null, null);
    }

    private Customer set(
            CustomerId id,
            @Nullable String grade,
            @Nullable String reason,
            @Nullable Boolean manual) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var wished = new LinkedHashMap<Field, @Nullable Object>();
        wished.put(CustomerFields.get("grade"), grade);
        wished.put(CustomerFields.get("gradeReason"), reason);
        wished.put(CustomerFields.get("gradeManual"), manual);
        return customers.change(
                customers.getInUse(id, Action.EDIT),
                wished,
                Origin.byHand(reason),
                AuditAction.CUSTOMER_CHANGED);
    }

    /// Sets computed classes of many files at once, as the current user, and tells the open pages
    /// once.
    ///
    /// @return how many files have another class now
    public int apply(List<GradeChange> computed) {
        CurrentUser.get().need(Right.CLASSIFY);
        if (computed.isEmpty()) {
            return 0;
        }
        int changed =
                store.change(
                        computed,
                        clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS));
        changes.tell(Customers.SEVERAL, NewId.next(), 0, null);
        return changed;
    }
}
