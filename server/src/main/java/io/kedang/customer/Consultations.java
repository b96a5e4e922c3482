package io.kedang.customer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.Obligation;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Reads;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The door to the register of consultations (查阅登记): who opened which file, what for and when.
/// Where a policy asks for it, a file is handed out to nobody who has not said what for; what he
/// said counts for a working day, and each look is a register entry.
@Service
public class Consultations {
    private static final Duration LASTS = Duration.ofHours(8);

    /// Looks within so much time are one look.
    private static final Duration ONE_LOOK = Duration.ofMinutes(10);

    private final ConsultationStore store;
    private final CustomerStore customers;
    private final PolicyCompiler policies;
    private final Audit audit;
    private final Reads reads;
    private final Clock clock;
    private final Cache<Look, Instant> looks =
            Caffeine.newBuilder().expireAfterWrite(ONE_LOOK).maximumSize(100_000).build();

    Consultations(
            ConsultationStore store,
            CustomerStore customers,
            PolicyCompiler policies,
            Audit audit,
            Reads reads,
            Clock clock) {
        this.store = store;
        this.customers = customers;
        this.policies = policies;
        this.audit = audit;
        this.reads = reads;
        this.clock = clock;
    }

    private record Look(UUID user, CustomerId file, String purpose) {}

    /// Says what the current user opens a file for that he may read. The same call again is
    /// harmless.
    @Transactional
    public void begin(UUID id, CustomerId file, String purpose) {
        var user = CurrentUser.get();
        user.need(Right.CUSTOMER_READ);
        var found = reads.ask(customers.find(file, policies.visible(Action.READ)));
        if (found.isEmpty()) {
            throw new Refusal(CustomerProblem.NOT_FOUND, file.value());
        }
        open(id, file, user.id(), purpose.strip(), now().plus(LASTS));
    }

    /// The same for somebody whose purpose has been approved. Refuses an id under which something
    /// else stands: who said what for has to be in the register, or he has not said it.
    @Transactional(propagation = Propagation.MANDATORY)
    public void open(UUID id, CustomerId file, UUID user, String purpose, Instant endsAt) {
        if (!store.insert(id, file, user, purpose, now(), endsAt)
                && !store.stands(id, file, user, purpose, now())) {
            throw new Refusal(CustomerProblem.CONSULTATION_ID_TAKEN, id);
        }
    }

    /// What was said counts no longer. Ending what has ended changes nothing.
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(UUID id) {
        store.end(id, now());
    }

    /// Whether approval opens something of the file to the current user that is shut to him now.
    @Transactional(readOnly = true)
    public boolean isApprovable(CustomerId file) {
        return Arrays.stream(Action.values())
                .filter(action -> isApprovable(file, action))
                .anyMatch(
                        action ->
                                reads.ask(customers.find(file, policies.visible(action)))
                                        .isEmpty());
    }

    /// Whether the current user could do this with a file if somebody approved.
    boolean isApprovable(CustomerId file, Action action) {
        return CurrentUser.get().may(action.right())
                && policies.onApproval(action)
                        .map(files -> reads.ask(customers.find(file, files)).isPresent())
                        .orElse(false);
    }

    /// A file that the lock has opened, as it may be handed out: as it is, or with the look
    /// registered, or not before its reader has said what for.
    Read<Customer> handedOut(Read<Customer> opened, CustomerId id, Action action) {
        var user = CurrentUser.get();
        return policies.freely(action, Obligation.REASON)
                .map(freely -> store.standing(id, user.id(), now(), freely))
                .map(standing -> opened.with(standing, (file, how) -> handOut(file, user, how)))
                .orElse(opened);
    }

    /// Whether who looks at a file stands across its page. Answers nothing else of it.
    Read<Boolean> watermark(CustomerId id) {
        var user = CurrentUser.get();
        return policies.freely(Action.READ, Obligation.WATERMARK)
                .map(freely -> store.standing(id, user.id(), now(), freely))
                .map(read -> read.map(found -> found.isPresent() && !found.get().free()))
                .orElseGet(() -> Read.all(List.<Read<Boolean>>of()).map(_ -> false));
    }

    private Customer handOut(
            Customer file, CurrentUser user, Optional<ConsultationStore.Standing> standing) {
        if (standing.map(ConsultationStore.Standing::free).orElse(false)) {
            return file;
        }
        var purpose =
                standing.map(ConsultationStore.Standing::purpose)
                        .orElseThrow(() -> reasonNeeded(file));
        var look = new Look(user.id(), file.id(), purpose);
        if (looks.getIfPresent(look) == null) {
            audit.recordApart(
                    AuditEntry.of(AuditAction.CONSULTED, Customers.KIND, file.id().value())
                            .customer(file.id().value())
                            .reason(purpose));
            looks.put(look, now());
        }
        return file;
    }

    private static Refusal reasonNeeded(Customer file) {
        var refusal =
                new Refusal(CustomerProblem.REASON_NEEDED, file.name()).with("name", file.name());
        var grade = file.clear("grade");
        return grade == null ? refusal : refusal.with("grade", grade);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
