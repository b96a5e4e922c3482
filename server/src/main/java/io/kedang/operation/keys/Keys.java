package io.kedang.operation.keys;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.audit.AuditSealer;
import io.kedang.job.Job;
import io.kedang.job.Jobs;
import io.kedang.kernel.Refusal;
import io.kedang.sealing.IndexRotation;
import io.kedang.sealing.KeyBackups;
import io.kedang.sealing.KeyRecovery;
import io.kedang.sealing.MasterRotation;
import io.kedang.sealing.SealingProblem;
import io.kedang.sealing.recovery.RecoveryShare;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The door to what is done with keys as a whole. Every act is a register entry.
@Service
@Transactional
public class Keys {
    private final MasterRotation rotation;
    private final KeyRecovery recovery;
    private final MasterRotationJob job;
    private final IndexRotation indexRotation;
    private final IndexRotationJob indexJob;
    private final Jobs jobs;
    private final Audit audit;
    private final AuditSealer sealer;
    private final KeyBackups backups;
    private final TransactionTemplate transaction;

    Keys(
            MasterRotation rotation,
            KeyRecovery recovery,
            MasterRotationJob job,
            IndexRotation indexRotation,
            IndexRotationJob indexJob,
            Jobs jobs,
            Audit audit,
            AuditSealer sealer,
            KeyBackups backups,
            TransactionTemplate transaction) {
        this.rotation = rotation;
        this.recovery = recovery;
        this.job = job;
        this.indexRotation = indexRotation;
        this.indexJob = indexJob;
        this.jobs = jobs;
        this.audit = audit;
        this.sealer = sealer;
        this.backups = backups;
        this.transaction = transaction;
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
        audit.record(
                changed("master", "rotation-begun").detail("version", rotation.state().version()));
        return started;
    }

    @Transactional(readOnly = true)
    public IndexRotation.State index() {
        CurrentUser.get().need(Right.ADMINISTER);
        return indexRotation.state();
    }

    @Transactional(readOnly = true)
    public boolean isRotatingIndex() {
        return jobs.isAtWork(indexJob);
    }

    /// The same for the key of the blind indexes.
    public Job rotateIndex(String title) {
        CurrentUser.get().need(Right.ADMINISTER);
        if (isRotatingIndex()) {
            throw new Refusal(SealingProblem.INDEX_ROTATION_UNDER_WAY);
        }
        var started = jobs.start(indexJob, title, Map.of());
        indexRotation.begin();
        audit.record(
                changed("blind-index", "rotation-begun")
                        .detail("version", indexRotation.version()));
        return started;
    }

    /// Puts a new key under the register's MACs, at once. Without a transaction around it: what the
    /// old key seals has to be committed before the new one is there.
    ///
    /// @return its version
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public int rotateAudit() {
        CurrentUser.get().need(Right.ADMINISTER);
        record(changed("audit", "rotation-begun").detail("version", sealer.keyVersion() + 1));
        int version = sealer.changeKey();
        record(changed("audit", "rotation-finished").detail("version", version));
        return version;
    }

    /// Puts a new key in the place of the one that signs check points and evidence, which
    /// introduces it.
    ///
    /// @return its version
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public int rotateSigning() {
        CurrentUser.get().need(Right.ADMINISTER);
        record(changed("signing", "rotation-begun").detail("version", sealer.signingVersion() + 1));
        int version = sealer.changeSigningKey();
        record(changed("signing", "rotation-finished").detail("version", version));
        return version;
    }

    private void record(AuditEntry entry) {
        transaction.executeWithoutResult(status -> audit.record(entry));
    }

    @Transactional(readOnly = true)
    public int auditVersion() {
        return sealer.keyVersion();
    }

    @Transactional(readOnly = true)
    public int signingVersion() {
        return sealer.signingVersion();
    }

    @Transactional(readOnly = true)
    public KeyBackups.State copies() {
        CurrentUser.get().need(Right.ADMINISTER);
        return backups.state();
    }

    /// A copy of the key store.
    ///
    /// @return when it was made
    public Instant copy() {
        CurrentUser.get().need(Right.ADMINISTER);
        var made = backups.make();
        audit.record(changed("store", "copied"));
        return made;
    }

    /// New recovery shares of the master key, to be shown once.
    public List<RecoveryShare> split() {
        CurrentUser.get().need(Right.ADMINISTER);
        var shares = recovery.split();
        audit.record(
                changed("master", "shares-shown").detail("version", shares.getFirst().version()));
        return shares;
    }

    static AuditEntry changed(String key, String how) {
        return AuditEntry.of(AuditAction.KEY_CHANGED, "key", null)
                .detail("key", key)
                .detail("change", how);
    }
}
