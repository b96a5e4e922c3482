package io.kedang.customer.outgoing;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.ExportLimits;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerId;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// The gate through which customer data leave. A file is made first and let go then, in a
/// transaction of its own that counts it and enters it in the register: a refused file costs
/// nothing, and however many are made at once, together they hold no more rows than may leave.
@Service
public class OutgoingFiles {
    private static final Duration DAY = Duration.ofHours(24);
    /// Heads and feet of sheets hold 255 characters, `&` counting twice.
    private static final int COMPANY_SHOWN = 50;

    private static final int NAME_SHOWN = 30;
    private static final char ELLIPSIS = 0x2026;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final OutgoingStore store;
    private final Directory directory;
    private final Companies companies;
    private final MessageSource messages;
    private final Audit audit;
    private final Clock clock;

    OutgoingFiles(
            OutgoingStore store,
            Directory directory,
            Companies companies,
            MessageSource messages,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.directory = directory;
        this.companies = companies;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
    }

    /// Numbers a file before it is made. A number whose file never leaves is left out.
    ///
    /// @param locale of its mark
    public OutgoingFile begin(OutgoingFile.Kind kind, String format, Locale locale) {
        long number = store.nextNumber();
        var at = now();
        var facts =
                new Object[] {
                    shortened(companies.get().name(), COMPANY_SHOWN),
                    shortened(CurrentUser.get().displayName(), NAME_SHOWN),
                    MINUTE.format(at.atZone(companies.zone())),
                    OutgoingFile.numberText(number)
                };
        var mark = messages.getMessage("outgoing.mark", facts, locale);
        return new OutgoingFile(NewId.next(), number, kind, format, at, mark);
    }

    /// What the current user may take along now.
    @Transactional(readOnly = true)
    public Allowance allowance() {
        var limits = limits();
        var used = store.used(CurrentUser.get().id(), now().minus(DAY));
        var perDay = limits.perDay();
        return new Allowance(
                limits,
                used.rows(),
                perDay == null ? null : Math.max(0, perDay - used.rows()),
                used.oldest().map(at -> at.plus(DAY)).orElse(null));
    }

    private static String shortened(String name, int most) {
        return name.codePointCount(0, name.length()) <= most
                ? name
                : name.substring(0, name.offsetByCodePoints(0, most - 1)) + ELLIPSIS;
    }

    /// Refuses what [#release] would refuse, so that nobody waits for a file that he doesn't get.
    @Transactional(readOnly = true)
    public void expect(OutgoingFile file, int rows) {
        check(file, rows);
    }

    /// Refuses more rows than one file may have even where it is approved.
    public void expectAtOnce(int rows) {
        var most = limits().atOnce();
        if (most != null && rows > most) {
            throw new Refusal(OutgoingProblem.MORE_THAN_AT_ONCE, rows, most);
        }
    }

    /// Lets a file of the current user go, or refuses it. Begins a transaction: one that has read
    /// already may not see what others have taken along since.
    ///
    /// @param customers whose data it holds, a row each
    /// @param entry what the register tells of it
    @Transactional
    public void release(OutgoingFile file, List<CustomerId> customers, AuditEntry entry) {
        store.oneAtATime(CurrentUser.get().principal());
        check(file, customers.size());
        enter(file, customers, false, entry);
    }

    /// Lets a file go for which somebody else answers.
    @Transactional(propagation = Propagation.MANDATORY)
    public void releaseApproved(OutgoingFile file, List<CustomerId> customers, AuditEntry entry) {
        expectAtOnce(customers.size());
        enter(file, customers, true, entry);
    }

    private void enter(
            OutgoingFile file, List<CustomerId> customers, boolean approved, AuditEntry entry) {
        int rows = customers.size();
        store.insert(file, CurrentUser.get().id(), rows, approved, now());
        var told = entry.detail("number", file.numberText()).detail("rows", rows);
        if (entry.customer() == null) {
            audit.record(told, customers.stream().map(CustomerId::value).toList());
        } else {
            audit.record(told);
        }
    }

    private void check(OutgoingFile file, int rows) {
        expectAtOnce(rows);
        var unapproved = limits().unapproved();
        if (file.kind().isList() && unapproved != null && rows > unapproved) {
            throw new Refusal(OutgoingProblem.APPROVAL_NEEDED, rows, unapproved).with("rows", rows);
        }
        var perDay = limits().perDay();
        if (perDay == null || rows == 0) {
            return;
        }
        var user = CurrentUser.get().id();
        var since = now().minus(DAY);
        long left = Math.max(0, perDay - store.used(user, since).rows());
        if (rows <= left) {
            return;
        }
        var enoughAt = store.lastOfOldest(user, since, rows - left).orElseThrow().plus(DAY);
        var minute = MINUTE.format(enoughAt.plus(Duration.ofMinutes(1)).atZone(companies.zone()));
        throw new Refusal(OutgoingProblem.DAY_USED_UP, rows, left, perDay, minute)
                .with("left", left)
                .with("enoughAt", enoughAt);
    }

    private ExportLimits limits() {
        return directory.getRole(CurrentUser.get().role()).exports();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
