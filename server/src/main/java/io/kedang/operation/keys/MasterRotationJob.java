package io.kedang.operation.keys;

import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.job.JobKind;
import io.kedang.job.JobRun;
import io.kedang.sealing.KeyBackups;
import io.kedang.sealing.MasterRotation;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Moves all keys from the old master key to the new one, piece by piece. How far it is lies in the
/// key folder; the job only shows it and takes it up again.
@Component
final class MasterRotationJob implements JobKind {
    private final MasterRotation rotation;
    private final KeyBackups backups;
    private final Audit audit;
    private final TransactionTemplate transaction;

    MasterRotationJob(
            MasterRotation rotation,
            KeyBackups backups,
            Audit audit,
            TransactionTemplate transaction) {
        this.rotation = rotation;
        this.backups = backups;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// @param told whether the register knows that it is done
    record Checkpoint(boolean told) {}

    @Override
    public String name() {
        return "rotate-master-key";
    }

    @Override
    public Right right() {
        return Right.ADMINISTER;
    }

    @Override
    public Object run(JobRun run) {
        var before = run.checkpoint(Checkpoint.class);
        boolean told = before != null && before.told();
        boolean more = true;
        while (more) {
            more = rotation.step();
            keep(run, told);
            run.mayGoOn();
        }
        rotation.finish();
        backups.makeIfChanged();
        if (told) {
            return rotation.state();
        }
        transaction.executeWithoutResult(
                status -> {
                    audit.record(
                            Keys.changed("master", "rotation-finished")
                                    .detail("version", rotation.state().version()));
                    keep(run, true);
                });
        return rotation.state();
    }

    private void keep(JobRun run, boolean told) {
        var state = rotation.state();
        transaction.executeWithoutResult(
                status -> run.keep(state.done(), (long) state.total(), new Checkpoint(told)));
    }
}
