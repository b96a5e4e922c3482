package io.kedang.operation.register;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.audit.evidence.Evidence;
import io.kedang.customer.export.ExportFile;
import io.kedang.kernel.NewId;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;

/// The door to evidence: a part of the register as a file that anybody can verify. Every one is an
/// entry itself, and holds that entry where it is of this day.
@Service
public class Evidences {
    private final Evidence evidence;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Evidences(Evidence evidence, Audit audit, TransactionTemplate transaction) {
        this.evidence = evidence;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// The file, at its beginning; whoever closes it leaves nothing on the disk.
    public FileChannel export(Evidence.Wanted wanted) {
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
            var content = ExportFile.temporary();
            try {
                evidence.write(wanted, ExportFile.into(content));
                content.position(0);
                return content;
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
