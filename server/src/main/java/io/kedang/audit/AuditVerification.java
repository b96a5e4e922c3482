package io.kedang.audit;

import io.kedang.audit.chain.ChainStore;
import io.kedang.sealing.NamedKeys;

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
    private final ChainStore chain;
    private final NamedKeys keys;
    private final TransactionTemplate snapshot;
    private final Path folder;

    AuditVerification(
            VerificationStore store,
            ChainStore chain,
            NamedKeys keys,
            PlatformTransactionManager transactions,
            CheckpointFolder folder) {
        this.store = store;
        this.chain = chain;
        this.keys = keys;
        this.folder = folder.path();
        snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// Changes nothing.
    public AuditReport run() {
        try {
            var checkpoints =
                    CheckpointFile.read(folder.resolve(Checkpoints.FILE), new SigningKeys(keys));
            return Objects.requireNonNull(
                    snapshot.execute(
                            status -> new ChainWalk(store, chain, keys, checkpoints).run()));
        } catch (IOException e) {
            throw new UncheckedIOException("The check points cannot be read", e);
        }
    }
}
