package io.kedang.operation.keys;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.job.Job;
import io.kedang.job.Jobs;
import io.kedang.kernel.Refusal;
import io.kedang.sealing.KeyRecovery;
import io.kedang.sealing.MasterRotation;
import io.kedang.sealing.SealingProblem;
import io.kedang.sealing.recovery.RecoveryShare;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Map;

/// The door to what is done with keys as a whole. Every act is a register entry.
@Service
@Transactional
public class Keys {
    private final MasterRotation rotation;
    private final KeyRecovery recovery;
    private final MasterRotationJob job;
    private final Jobs jobs;
    private final Audit audit;

    Keys(
            MasterRotation rotation,
            KeyRecovery recovery,
            MasterRotationJob job,
            Jobs jobs,
            Audit audit) {
        this.rotation = rotation;
        this.recovery = recovery;
        this.job = job;
        this.jobs = jobs;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public MasterRotation.State master() {
        CurrentUser.get().need(Right.ADMINISTER);
        return rotation.state();
    }

    /// Whether somebody's job is at it.
    @Transactional(readOnly = true)
    public boolean isRotating() {
        return jobs.isAtWork(job);
    }

    @Transactional(readOnly = true)
    public KeyRecovery.State recovery() {
        CurrentUser.get().need(Right.ADMINISTER);
        return recovery.state();
    }

    /// Begins a rotation of the master key, or goes on with one that stopped half-way. The new
    /// version is there before this returns, so that whatever keeps it from coming is said at once.
    ///
    /// @param title of the job, in the language of whoever starts it
    public Job rotateMaster(String title) {
        CurrentUser.get().need(Right.ADMINISTER);
        if (isRotating()) {
            throw new Refusal(SealingProblem.ROTATION_UNDER_WAY);
        }
        var started = jobs.start(job, title, Map.of());
        rotation.begin();
        audit.record(changed("rotation-begun").detail("version", rotation.state().version()));
        return started;
    }

    /// New recovery shares of the master key, to be shown once.
    public List<RecoveryShare> split() {
        CurrentUser.get().need(Right.ADMINISTER);
        var shares = recovery.split();
        audit.record(changed("shares-shown").detail("version", shares.getFirst().version()));
        return shares;
    }

    static AuditEntry changed(String how) {
        return AuditEntry.of(AuditAction.KEY_CHANGED, "key", null)
                .detail("key", "master")
                .detail("change", how);
    }
}
