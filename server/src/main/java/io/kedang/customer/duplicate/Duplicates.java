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
import io.kedang.customer.CustomerKind;
import io.kedang.customer.CustomerTraits;
import io.kedang.customer.CustomerTwins;
import io.kedang.customer.CustomerTwins.Match;
import io.kedang.customer.TwinBasis;
import io.kedang.kernel.field.Field;
import io.kedang.sealing.BlindIndex;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

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

    private final CustomerTwins twins;
    private final DuplicateStore store;
    private final PolicyCompiler policies;
    private final Directory directory;
    private final PhoneTokens tokens;
    private final BlindIndex index;
    private final ProbeLimit limit;
    private final Audit audit;

    Duplicates(
            CustomerTwins twins,
            DuplicateStore store,
            PolicyCompiler policies,
            Directory directory,
            PhoneTokens tokens,
            BlindIndex index,
            ProbeLimit limit,
            Audit audit) {
        this.twins = twins;
        this.store = store;
        this.policies = policies;
        this.directory = directory;
        this.tokens = tokens;
        this.index = index;
        this.limit = limit;
        this.audit = audit;
    }

    /// A file that may be of the same customer: one that the asker may read, or only the department
    /// that he can ask.
    public sealed interface Hit {
        CustomerId id();

        record Readable(CustomerId id, String fileNumber, String name, TwinBasis why)
                implements Hit {}

        /// @param id for what the house does with the file; the asker is not told
        record Announced(CustomerId id, String department, TwinBasis why) implements Hit {}
    }

    /// For somebody who is typing a new customer. Probing is slowed, and every answer about a file
    /// that he may not read is a register entry.
    public List<Hit> find(Typed typed) {
        limit.take(CurrentUser.get().id());
        return find(typed.traits(tokens));
    }

    /// Of a file about to be opened: those that share more with it than a name. Holds others who
    /// open one with the same traits until this transaction ends.
    public List<Hit> ofNewFile(CustomerKind kind, Map<Field, @Nullable Object> values) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        limit.look(CurrentUser.get().id());
        var traits = CustomerTraits.of(kind, values, tokens).strong();
        if (traits.isEmpty()) {
            return List.of();
        }
        store.lock(locks(traits));
        return find(traits);
    }

    /// After a creation was refused because of what this found: that undid its entries in the
    /// register, and it counts as the probe that it may have been.
    public void registerProbe(CustomerKind kind, Map<Field, @Nullable Object> values) {
        limit.take(CurrentUser.get().id());
        find(CustomerTraits.of(kind, values, tokens).strong());
    }

    private Set<Long> locks(CustomerTraits traits) {
        var keys = new LinkedHashSet<Long>();
        for (var basis : TwinBasis.values()) {
            for (var text : traits.texts(basis)) {
                keys.addAll(index.allTokens("new " + basis, text));
            }
        }
        return keys;
    }

    private List<Hit> find(CustomerTraits traits) {
        var matches = traits.isEmpty() ? List.<Match>of() : twins.all(traits, MOST);
        if (matches.isEmpty()) {
            return List.of();
        }
        var readable = new HashMap<CustomerId, DuplicateStore.Readable>();
        store.readable(matches.stream().map(Match::id).toList(), policies.visible(Action.FIND))
                .forEach(file -> readable.put(file.id(), file));
        var hits = new LinkedHashSet<Hit>();
        for (var match : matches) {
            var file = readable.get(match.id());
            if (file == null) {
                hits.add(new Hit.Announced(match.id(), department(match), match.basis()));
                audit.record(
                        AuditEntry.of(AuditAction.PROBED, "customer", match.id().value())
                                .customer(match.id().value())
                                .detail("why", match.basis()));
            } else {
                hits.add(
                        new Hit.Readable(file.id(), file.fileNumber(), file.name(), match.basis()));
            }
        }
        return List.copyOf(hits);
    }

    private String department(Match match) {
        return Optional.ofNullable(match.department())
                .flatMap(directory::findDepartment)
                .map(Department::name)
                .orElse("");
    }
}
