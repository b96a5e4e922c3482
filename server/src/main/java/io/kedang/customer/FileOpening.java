package io.kedang.customer;

import io.kedang.access.AccessProblem;
import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.watch.Readings;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Reads;
import io.kedang.kernel.text.Masks;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A single file as the lock opens it, and how it refuses everybody else.
@Component
class FileOpening {
    private final CustomerStore store;
    private final PolicyCompiler policies;
    private final Directory directory;
    private final Reads reads;
    private final Consultations consultations;
    private final Readings readings;

    FileOpening(
            CustomerStore store,
            PolicyCompiler policies,
            Directory directory,
            Reads reads,
            Consultations consultations,
            Readings readings) {
        this.store = store;
        this.policies = policies;
        this.directory = directory;
        this.reads = reads;
        this.consultations = consultations;
        this.readings = readings;
    }

    Read<Customer> of(CustomerId id, Action action) {
        var opened =
                store.find(id, policies.visible(action))
                        .map(found -> found.orElseThrow(() -> refusal(id, action)));
        return readings.counted(consultations.handedOut(opened, id, action), id.value(), action);
    }

    /// The first of the files that opens.
    Customer ofAny(List<CustomerId> ids, Action action) {
        @Nullable Refusal first = null;
        for (var id : ids) {
            try {
                return reads.ask(of(id, action));
            } catch (Refusal refusal) {
                first = first == null ? refusal : first;
            }
        }
        throw Objects.requireNonNull(first, "no file");
    }

    /// Refuses as [#of] does, but asks nobody what for and counts nothing: for an act about the
    /// file that shows nothing of it.
    Read<Boolean> readable(CustomerId id) {
        return store.find(id, policies.visible(Action.READ))
                .map(
                        found -> {
                            if (found.isEmpty()) {
                                throw refusal(id, Action.READ);
                            }
                            return true;
                        });
    }

    /// Refuses a file of which the current user may not even know.
    Read<Boolean> isReadable(CustomerId id) {
        return store.find(id, policies.visible(Action.READ))
                .map(
                        found -> {
                            if (found.isPresent()) {
                                return true;
                            }
                            var refusal = refusal(id, Action.READ);
                            if (refusal.problem() == CustomerProblem.ANNOUNCED) {
                                return false;
                            }
                            throw refusal;
                        });
    }

    private Refusal refusal(CustomerId id, Action action) {
        if (action != Action.READ
                && reads.ask(store.find(id, policies.visible(Action.READ))).isPresent()) {
            return consultations.isApprovable(id, action)
                    ? new Refusal(CustomerProblem.APPROVAL_NEEDED)
                    : new Refusal(AccessProblem.RIGHT_MISSING, action.name());
        }
        return store.findAnnounced(id, policies.announced())
                .map(this::announced)
                .orElseGet(() -> new Refusal(CustomerProblem.NOT_FOUND, id.value()));
    }

    private Refusal announced(CustomerStore.Announced file) {
        var department =
                Optional.ofNullable(file.department())
                        .flatMap(directory::findDepartment)
                        .map(Department::name)
                        .orElse("");
        var refusal =
                new Refusal(CustomerProblem.ANNOUNCED, department, department.isEmpty() ? 0 : 1)
                        .with("name", Masks.name(file.name()))
                        .with("department", department);
        return file.grade() == null ? refusal : refusal.with("grade", file.grade());
    }
}
