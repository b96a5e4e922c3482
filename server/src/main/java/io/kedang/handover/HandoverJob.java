package io.kedang.handover;

import io.kedang.access.Directory;
import io.kedang.access.Right;
import io.kedang.customer.FileOwners;
import io.kedang.customer.record.Origin;
import io.kedang.job.JobKind;
import io.kedang.job.JobRun;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Objects;
import java.util.UUID;

/// Hands files over piece by piece; what went over is no longer the giver's, so that it goes on
/// wherever it was stopped. It ends when somebody takes the whole back.
@Component
final class HandoverJob implements JobKind {
    private static final int PIECE = 500;

    private final HandoverStore store;
    private final FileOwners owners;
    private final Directory directory;
    private final TransactionTemplate transaction;

    HandoverJob(
            HandoverStore store,
            FileOwners owners,
            Directory directory,
            TransactionTemplate transaction) {
        this.store = store;
        this.owners = owners;
        this.directory = directory;
        this.transaction = transaction;
    }

    record Input(UUID handover) {}

    record HandedOver(long files) {}

    @Override
    public String name() {
        return "handover";
    }

    @Override
    public Right right() {
        return Right.ADMINISTER;
    }

    @Override
    public Object run(JobRun run) {
        var id = run.input(Input.class).handover();
        while (Objects.requireNonNull(transaction.execute(_ -> piece(run, id))) > 0) {
            run.mayGoOn();
        }
        var done = run.checkpoint(HandedOver.class);
        return done == null ? new HandedOver(0) : done;
    }

    private int piece(JobRun run, UUID id) {
        var handover = store.hold(id).orElseThrow();
        if (handover.undoneAt() != null) {
            return 0;
        }
        var left = owners.count(handover.fromUser());
        var given =
                owners.give(
                        handover.fromUser(),
                        directory.getUser(handover.toUser()),
                        Origin.byHand(handover.reason()),
                        PIECE);
        if (!given.isEmpty()) {
            store.add(id, given);
            long done = handover.files() + given.size();
            long all = handover.files() + left.values().stream().mapToLong(Long::longValue).sum();
            run.keep(done, all, new HandedOver(done));
        }
        return given.size();
    }
}
