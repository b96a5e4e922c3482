package io.kedang.audit;

import io.kedang.sealing.NamedKeys;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/// Reads the whole register and computes every MAC and every seal anew, in one snapshot, while
/// others go on writing. What was acknowledged less than a second before a tampering may go
/// unnoticed; what is older than the last check point does not, even to somebody who stole the
/// keys.
@Service
public class AuditVerification {
    private final VerificationStore store;
    private final NamedKeys keys;
    private final TransactionTemplate snapshot;
    private final Path folder;

    AuditVerification(
            VerificationStore store,
            NamedKeys keys,
            PlatformTransactionManager transactions,
            @Value("${kedang.audit.checkpoints:${kedang.data}/audit}") Path folder) {
        this.store = store;
        this.keys = keys;
        this.folder = folder;
        snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// Changes nothing.
    public AuditReport run() {
        var signer = keys.signingPair(NamedKeys.Name.AUDIT_SIGNING).getPublic();
        try {
            var checkpoints = CheckpointFile.read(folder.resolve(Checkpoints.FILE), signer);
            return Objects.requireNonNull(
                    snapshot.execute(status -> new ChainWalk(store, keys, checkpoints).run()));
        } catch (IOException e) {
            throw new UncheckedIOException("The check points cannot be read", e);
        }
    }
}
