package io.kedang.customer.custom;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.DirectoryChange;
import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.job.Jobs;
import io.kedang.kernel.Refusal;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

/// The fields that an administrator has made. A change holds at once, in every process: with rights
/// and users, fields belong to what everybody looks up again when it was changed.
@Service
@Transactional
public class CustomFields {
    /// More would make a form that nobody fills in, and a file that takes long to read.
    static final int MOST = 200;

    private static final String KIND = "custom-field";

    private final CustomFieldStore store;
    private final CustomFieldRules rules;
    private final Directory directory;
    private final DirectoryChange change;
    private final Jobs jobs;
    private final FieldIndexJob indexing;
    private final Audit audit;
    private final Clock clock;
    private volatile Known known = new Known(-1, List.of());

    private record Known(long epoch, List<CustomField> all) {}

    CustomFields(
            CustomFieldStore store,
            CustomFieldRules rules,
            Directory directory,
            DirectoryChange change,
            Jobs jobs,
            FieldIndexJob indexing,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.rules = rules;
        this.directory = directory;
        this.change = change;
        this.jobs = jobs;
        this.indexing = indexing;
        this.audit = audit;
        this.clock = clock;
    }

    /// All of them in the order of the forms, the retired ones too. It is the same list as long
    /// as nothing was changed.
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<CustomField> all() {
        long epoch = directory.epoch();
        var last = known;
        if (last.epoch() != epoch) {
            last = new Known(epoch, store.all());
            known = last;
        }
        return last.all();
    }

    /// Refuses a name or a label that another field has; the same call again answers the field.
    ///
    /// @param wished with the version 1
    CustomField create(CustomField wished) {
        CurrentUser.get().need(Right.ADMINISTER);
        store.hold();
        var all = store.all();
        var same = all.stream().filter(field -> field.name().equals(wished.name())).findFirst();
        if (same.isPresent()) {
            if (same.get().equals(wished)) {
                return same.get();
            }
            throw new Refusal(CustomFieldProblem.NAME_TAKEN, wished.name());
        }
        if (all.size() >= MOST) {
            throw new Refusal(CustomFieldProblem.TOO_MANY, MOST);
        }
        rules.check(wished, all);
        store.insert(wished, clock.instant());
        tell(AuditAction.FIELD_CREATED, wished);
        return find(wished.name());
    }

    /// Refuses to change what the values in the files depend on.
    CustomField change(CustomField wished) {
        CurrentUser.get().need(Right.ADMINISTER);
        store.hold();
        var before = find(wished.name());
        if (before.version() != wished.version()) {
            throw new Refusal(CustomFieldProblem.VERSION_STALE, before.names().label().chinese());
        }
        CustomFieldRules.checkChange(before, wished);
        rules.check(wished, store.all());
        store.update(wished, clock.instant());
        tell(AuditAction.FIELD_CHANGED, wished);
        return find(wished.name());
    }

    /// Starts making the index of a field, or taking it away.
    ///
    /// @return the job
    UUID index(String name, boolean wanted) {
        CurrentUser.get().need(Right.ADMINISTER);
        var field = find(name);
        if (wanted && !CustomFieldRules.isOrderable(field)) {
            throw new Refusal(CustomFieldProblem.NOT_ORDERABLE, field.names().label().chinese());
        }
        var title = field.names().label().chinese();
        return jobs.start(indexing, title, new FieldIndexJob.Input(name, wanted)).id().value();
    }

    /// What the job has done.
    void ordered(String name, boolean ordered) {
        store.setOrdered(name, ordered);
        tell(AuditAction.FIELD_CHANGED, find(name));
    }

    CustomField find(String name) {
        return store.all().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(CustomFieldProblem.UNKNOWN, name));
    }

    private void tell(AuditAction action, CustomField field) {
        change.announce();
        audit.record(
                AuditEntry.of(action, KIND, null)
                        .fields(List.of(field.name()))
                        .detail("label", field.names().label().chinese())
                        .detail("section", field.section())
                        .detail("required", field.required())
                        .detail("retired", field.retired())
                        .detail("sortable", field.ordered()));
    }
}
