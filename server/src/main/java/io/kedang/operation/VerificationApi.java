package io.kedang.operation;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.audit.AuditBreak;
import io.kedang.audit.AuditVerification;
import io.kedang.sealing.KeyBackups;
import io.kedang.sealing.KeyStore;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the whole register, every key and every copy of the keys, and says what is not as it was
/// written.
@RestController
class VerificationApi {
    /// @param removed audit entries that were removed by policy
    /// @param broken a sentence for each thing that is not whole
    record Report(
            long auditEntries,
            long seals,
            long waiting,
            long removed,
            @Nullable Instant sealedUntil,
            int keys,
            int erasedKeys,
            List<String> broken) {}

    private final AuditVerification audit;
    private final KeyStore keys;
    private final KeyBackups backups;
    private final MessageSource messages;

    VerificationApi(
            AuditVerification audit, KeyStore keys, KeyBackups backups, MessageSource messages) {
        this.audit = audit;
        this.keys = keys;
        this.backups = backups;
        this.messages = messages;
    }

    @PostMapping("/api/v1/verification")
    @Needs(Right.AUDIT_READ)
    Report verify(Locale language) {
        var register = audit.run();
        var store = keys.verify();
        var broken = new ArrayList<String>();
        register.breaks().forEach(each -> broken.add(sentence(each, language)));
        broken.addAll(store.damaged());
        broken.addAll(backups.verify());
        return new Report(
                register.entries(),
                register.seals(),
                register.waiting(),
                register.removed(),
                register.sealedUntil(),
                store.keys(),
                store.erased(),
                broken);
    }

    private String sentence(AuditBreak found, Locale language) {
        return messages.getMessage(
                "audit.break." + found.kind(), found.arguments().toArray(), language);
    }
}
