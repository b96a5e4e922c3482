package io.kedang.customer.duplicate;

import io.kedang.access.CurrentUser;
import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerId;
import io.kedang.kernel.field.Field;
import io.kedang.sealing.BlindIndex;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The door to the question whether a customer is on file already.
@Service
@Transactional
public class Duplicates {
    private static final int MOST = 10;
    private static final List<String> NUMBERS = List.of("mobile", "phone", "fax");

    private final DuplicateStore store;
    private final PolicyCompiler policies;
    private final Directory directory;
    private final PhoneTokens tokens;
    private final BlindIndex index;
    private final ProbeLimit limit;
    private final Audit audit;

    Duplicates(
            DuplicateStore store,
            PolicyCompiler policies,
            Directory directory,
            PhoneTokens tokens,
            BlindIndex index,
            ProbeLimit limit,
            Audit audit) {
        this.store = store;
        this.policies = policies;
        this.directory = directory;
        this.tokens = tokens;
        this.index = index;
        this.limit = limit;
        this.audit = audit;
    }

    /// What the two have in common.
    public enum Why {
        CREDIT_CODE,
        NAME,
        PHONE
    }

    /// A file that may be of the same customer: one that the asker may read, or only the department
    /// that he can ask.
    public sealed interface Hit {
        record Readable(CustomerId id, String fileNumber, String name, Why why) implements Hit {}

        record Announced(String department, Why why) implements Hit {}
    }

    /// For somebody who is typing a new customer. Probing is slowed, and every answer about a file that
    /// he may not read is a register entry.
    public List<Hit> find(
            @Nullable String name, @Nullable String creditCode, List<@Nullable String> phones) {
        limit.take(CurrentUser.get().id());
        return find(Traits.typed(name, creditCode, phones));
    }

    /// Of a file about to be opened: those with the same credit code or personal mobile. Holds others
    /// who open one with the same traits until this transaction ends.
    public List<Hit> ofNewFile(Map<Field, @Nullable Object> values) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        String creditCode = null;
        var mobiles = new ArrayList<@Nullable String>();
        for (var entry : values.entrySet()) {
            if (entry.getKey().key().equals("creditCode")) {
                creditCode = (String) entry.getValue();
            } else if (entry.getValue() instanceof String number
                    && NUMBERS.contains(entry.getKey().key())
                    && io.kedang.kernel.text.PhoneNumber.isPersonalMobile(number)) {
                mobiles.add(number);
            }
        }
        var traits = Traits.typed(null, creditCode, mobiles);
        if (traits.isEmpty()) {
            return List.of();
        }
        store.lock(locks(traits));
        return find(traits);
    }

    private Set<Long> locks(Traits traits) {
        var keys = new LinkedHashSet<Long>();
        if (traits.creditCode() != null) {
            keys.add(index.token("new creditCode", traits.creditCode()));
        }
        traits.phones().forEach(phone -> keys.add(index.token("new phone", phone)));
        return keys;
    }

    private List<Hit> find(Traits traits) {
        if (traits.isEmpty()) {
            return List.of();
        }
        var wholes = new LinkedHashSet<Long>();
        for (var phone : traits.phones()) {
            for (var field : NUMBERS) {
                wholes.add(tokens.whole(field, phone));
            }
        }
        var twins = store.twins(traits, wholes, MOST);
        if (twins.isEmpty()) {
            return List.of();
        }
        var readable = new HashMap<CustomerId, DuplicateStore.Readable>();
        store.readable(
                        twins.stream().map(DuplicateStore.Twin::id).toList(),
                        policies.visible(Action.FIND))
                .forEach(file -> readable.put(file.id(), file));
        var hits = new LinkedHashSet<Hit>();
        for (var twin : twins) {
            var file = readable.get(twin.id());
            hits.add(
                    file == null
                            ? new Hit.Announced(department(twin), why(twin))
                            : new Hit.Readable(
                                    file.id(), file.fileNumber(), file.name(), why(twin)));
            if (file == null) {
                audit.record(
                        AuditEntry.of(AuditAction.PROBED, "customer", twin.id().value())
                                .customer(twin.id().value())
                                .detail("why", why(twin)));
            }
        }
        return List.copyOf(hits);
    }

    private String department(DuplicateStore.Twin twin) {
        return Optional.ofNullable(twin.department())
                .flatMap(directory::findDepartment)
                .map(Department::name)
                .orElse("");
    }

    private static Why why(DuplicateStore.Twin twin) {
        return twin.byCode() ? Why.CREDIT_CODE : twin.byName() ? Why.NAME : Why.PHONE;
    }
}
