package io.kedang.disclosure;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.ReaderNumbers;
import io.kedang.access.ReaderNumbers.SharedFor;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerId;
import io.kedang.customer.Customers;
import io.kedang.customer.FileReaders;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.Reads;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The door to those with whom a file is shared. It is theirs from the next request on, with
/// people, orders, visits and whatever else hangs on it, and no longer than the share is there.
@Service
@Transactional
public class Shares {
    private static final int MOST = 50;

    private final ShareStore store;
    private final Customers customers;
    private final FileReaders readers;
    private final PolicyCompiler policies;
    private final Directory directory;
    private final Audit audit;
    private final Reads reads;
    private final Clock clock;

    Shares(
            ShareStore store,
            Customers customers,
            FileReaders readers,
            PolicyCompiler policies,
            Directory directory,
            Audit audit,
            Reads reads,
            Clock clock) {
        this.store = store;
        this.customers = customers;
        this.readers = readers;
        this.policies = policies;
        this.directory = directory;
        this.audit = audit;
        this.reads = reads;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<Share> of(CustomerId customer) {
        var visible = policies.visible(Action.READ);
        return reads.ask(customers.reading(customer).then(store.ofFile(customer, visible)));
    }

    /// Shares the file, or changes what the share is for.
    ///
    /// @param grantee a user who is not disabled, or a department
    public void share(CustomerId customer, UUID grantee, boolean mayEdit, @Nullable String note) {
        var user = CurrentUser.get();
        user.need(Right.SHARE);
        var file = customers.getInUse(customer, Action.SHARE);
        var who = grantee(grantee);
        if (grantee.equals(file.clear("owner"))) {
            throw new Refusal(DisclosureProblem.GRANTEE_OWNS, who.name());
        }
        var others = of(customer);
        if (others.size() >= MOST && others.stream().noneMatch(each -> each.isFor(grantee))) {
            throw new Refusal(DisclosureProblem.SHARES_TOO_MANY, MOST);
        }
        store.put(
                new Share(
                        customer,
                        grantee,
                        who.department(),
                        mayEdit,
                        note == null || note.isBlank() ? null : note.strip(),
                        user.id(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS)));
        readers.change(
                customer,
                Set.of(ReaderNumbers.shared(who.principal(), purpose(mayEdit))),
                Set.of(ReaderNumbers.shared(who.principal(), purpose(!mayEdit))));
        audit.record(entry(AuditAction.FILE_SHARED, customer, who).detail("edit", mayEdit));
    }

    public void end(CustomerId customer, UUID grantee) {
        CurrentUser.get().need(Right.SHARE);
        customers.get(customer, Action.SHARE);
        if (!store.delete(customer, grantee)) {
            throw new Refusal(DisclosureProblem.SHARE_UNKNOWN);
        }
        var who = grantee(grantee);
        readers.change(
                customer,
                Set.of(),
                Set.of(
                        ReaderNumbers.shared(who.principal(), SharedFor.READING),
                        ReaderNumbers.shared(who.principal(), SharedFor.EDITING)));
        audit.record(entry(AuditAction.FILE_UNSHARED, customer, who));
    }

    private static SharedFor purpose(boolean mayEdit) {
        return mayEdit ? SharedFor.EDITING : SharedFor.READING;
    }

    private static AuditEntry entry(AuditAction action, CustomerId customer, Grantee who) {
        return AuditEntry.of(action, "customer", customer.value())
                .customer(customer.value())
                .detail("grantee", who.name());
    }

    private record Grantee(int principal, String name, boolean department) {}

    private Grantee grantee(UUID id) {
        return directory
                .findUser(id)
                .map(user -> new Grantee(user.principal(), user.displayName(), false))
                .or(
                        () ->
                                directory
                                        .findDepartment(id)
                                        .map(
                                                each ->
                                                        new Grantee(
                                                                each.principal(),
                                                                each.name(),
                                                                true)))
                .orElseThrow(() -> new Refusal(DisclosureProblem.GRANTEE_UNKNOWN));
    }
}
