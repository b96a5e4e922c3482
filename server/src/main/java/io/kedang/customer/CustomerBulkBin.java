package io.kedang.customer;

import io.kedang.access.CurrentUser;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.Revision;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Puts many files into the recycle bin, and takes them back from there.
@Repository
class CustomerBulkBin {
    static final Statement HOLD =
            Statement.of(
                    """
                    select c.id, c.version
                      from customer c
                     where c.id = any (cast(:ids as uuid[])) and c.voided_at is not null
                       and {visible:c}
                     order by c.id
                       for update of c
                    """);

    @Unscoped(because = "moves files that the door has just locked through the lock of rights")
    static final String PUT =
            """
            update customer
               set voided_at = :now, voided_by = :by, void_reason = :reason, version = version + 1,
                   updated_at = :now, updated_by = :by
             where id = any (cast(:ids as uuid[])) and voided_at is null
            """;

    @Unscoped(because = "moves files that the door has just locked through the lock of rights")
    static final String TAKE_BACK =
            """
            update customer
               set voided_at = null, voided_by = null, void_reason = null, version = version + 1,
                   updated_at = :now, updated_by = :by
             where id = any (cast(:ids as uuid[])) and voided_at is not null
            """;

    private final JdbcClient db;
    private final CustomerBulkStore store;
    private final PolicyCompiler policies;
    private final Clock clock;

    CustomerBulkBin(JdbcClient db, CustomerBulkStore store, PolicyCompiler policies, Clock clock) {
        this.db = db;
        this.store = store;
        this.policies = policies;
        this.clock = clock;
    }

    /// The versions of those that lie in the bin, held until the transaction ends.
    Map<CustomerId, Integer> hold(Collection<CustomerId> ids, Fragment visible) {
        var versions = new HashMap<CustomerId, Integer>();
        if (!ids.isEmpty()) {
            var filled = HOLD.fill(Map.of("visible:c", visible));
            db.sql(filled.sql())
                    .paramSource(Params.of(filled).and("ids", ids))
                    .query(
                            row -> {
                                versions.put(
                                        new CustomerId(Row.id(row, "id")), row.getInt("version"));
                            });
        }
        return versions;
    }

    /// @param files as they were held
    void put(Collection<Customer> files, Origin origin, Instant now) {
        if (files.isEmpty()) {
            return;
        }
        var reason = Objects.requireNonNullElse(origin.reason(), origin.source());
        db.sql(PUT)
                .paramSource(
                        moved(files.stream().map(Customer::id).toList(), now).and("reason", reason))
                .update();
        store.insertRevisions(
                files.stream()
                        .map(file -> revision(file.id(), file.version() + 1, now, origin, true))
                        .toList());
    }

    /// @param done the versions by which they went into the bin
    /// @return those that stay, because somebody moved them since
    List<Done.Conflict> takeBack(Collection<Done> done, Origin origin) {
        var now = CustomerStore.micros(clock.instant());
        var ids = done.stream().map(Done::record).map(CustomerId::new).toList();
        var held = hold(ids, policies.visible(Action.EDIT));
        var revisions = new ArrayList<Revision>();
        var back = new ArrayList<CustomerId>();
        var conflicts = new ArrayList<Done.Conflict>();
        for (var each : done) {
            var id = new CustomerId(each.record());
            if (Objects.equals(held.get(id), each.version())) {
                back.add(id);
                revisions.add(revision(id, each.version() + 1, now, origin, false));
            } else {
                conflicts.add(new Done.Conflict(each.record(), List.of()));
            }
        }
        if (!back.isEmpty()) {
            db.sql(TAKE_BACK).paramSource(moved(back, now)).update();
            store.insertRevisions(revisions);
        }
        return conflicts;
    }

    private static Params moved(Collection<CustomerId> ids, Instant now) {
        return Params.of("ids", ids).and("now", now).and("by", CurrentUser.get().id());
    }

    private static Revision revision(
            CustomerId id, int version, Instant now, Origin origin, boolean goes) {
        return Revision.moved(id.value(), version, now, origin, goes);
    }
}
