package io.kedang.operation.register;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.audit.evidence.Evidence;
import io.kedang.customer.export.PassingFile;
import io.kedang.kernel.NewId;
import io.kedang.sealing.SealedFiles;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;

/// The door to evidence: a part of the register as a file that anybody can verify. Every one is an
/// entry itself, and holds that entry where it is of this day.
@Service
public class Evidences {
    private final Evidence evidence;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final SealedFiles sealed;

    Evidences(Evidence evidence, Audit audit, TransactionTemplate transaction, SealedFiles sealed) {
        this.evidence = evidence;
        this.audit = audit;
        this.transaction = transaction;
        this.sealed = sealed;
    }

    /// The file, at its beginning; whoever closes it leaves nothing on the disk.
    public SeekableByteChannel export(Evidence.Wanted wanted) {
        CurrentUser.get().need(Right.AUDIT_READ);
        transaction.executeWithoutResult(
                status ->
                        audit.record(
                                AuditEntry.of(AuditAction.EXPORTED, "audit", NewId.next())
                                        .detail("format", "EVIDENCE")
                                        .detail("begin", wanted.from())
                                        .detail("until", wanted.until())
                                        .detail("clear", wanted.clear())));
        try {
            var content = PassingFile.create(sealed);
            try {
                try (var out = content.writing()) {
                    evidence.write(wanted, out);
                }
                return content.reading();
            } catch (IOException | RuntimeException e) {
                content.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String publicKey() {
        CurrentUser.get().need(Right.AUDIT_READ);
        return evidence.publicKey();
    }
}
