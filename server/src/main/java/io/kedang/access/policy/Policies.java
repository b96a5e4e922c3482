package io.kedang.access.policy;

import io.kedang.access.AccessProblem;
import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.DirectoryChange;
import io.kedang.access.Names;
import io.kedang.access.Right;
import io.kedang.access.Role;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.condition.Condition;
import io.kedang.kernel.condition.ConditionFields;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/// The door to the rows of the lock. A change holds from the next request on, for everybody.
@Service
@Transactional
public class Policies {
    private static final int MOST = 200;
    private static final Set<Action> APPROVABLE =
            EnumSet.of(
                    Action.READ, Action.READ_SENSITIVE, Action.EDIT, Action.EXPORT, Action.PRINT);

    private final PolicyStore store;
    private final PolicyCompiler compiler;
    private final Directory directory;
    private final DirectoryChange change;
    private final Audit audit;

    Policies(
            PolicyStore store,
            PolicyCompiler compiler,
            Directory directory,
            DirectoryChange change,
            Audit audit) {
        this.store = store;
        this.compiler = compiler;
        this.directory = directory;
        this.change = change;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public List<Policy> list() {
        CurrentUser.get().need(Right.ADMINISTER);
        return store.all();
    }

    @Transactional(readOnly = true)
    public Policy get(UUID id) {
        return list().stream()
                .filter(policy -> policy.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(AccessProblem.POLICY_UNKNOWN));
    }

    /// Repeating the call with the same id is harmless.
    public Policy create(Policy policy) {
        var known = list();
        check(policy);
        if (known.size() >= MOST) {
            throw new Refusal(AccessProblem.POLICIES_TOO_MANY, MOST);
        }
        if (store.insert(policy)) {
            announce(policy, Map.of(), store.texts(policy));
        }
        return get(policy.id());
    }

    /// @param policy with the version that the change is based on
    public Policy change(Policy policy) {
        var before = get(policy.id());
        check(policy);
        if (!store.update(policy)) {
            throw new Refusal(AccessProblem.VERSION_STALE);
        }
        var after = get(policy.id());
        announce(after, store.texts(before), store.texts(after));
        return after;
    }

    /// What came with the house is switched off instead.
    public void remove(UUID id, int version) {
        var policy = get(id);
        if (policy.shipped() != null) {
            throw new Refusal(AccessProblem.POLICY_SHIPPED);
        }
        if (policy.version() != version || !store.delete(policy)) {
            throw new Refusal(AccessProblem.VERSION_STALE);
        }
        announce(policy, store.texts(policy), Map.of());
    }

    /// What all policies would be with this one as it is wished. Asking is a register entry: what
    /// opens and closes by a condition tells something of the files. The entry names the fields
    /// that the condition is about, and keeps its values back: nobody has put them in force.
    public List<Policy> with(Policy wished) {
        var all = new ArrayList<>(list());
        check(wished);
        var known = all.stream().filter(policy -> policy.id().equals(wished.id())).findFirst();
        audit.record(
                entry(
                                AuditAction.POLICY_PREVIEWED,
                                wished,
                                known.map(this::textsWithoutValues).orElse(Map.of()),
                                textsWithoutValues(wished))
                        .fields(fields(wished)));
        known.ifPresent(all::remove);
        all.add(wished);
        return all;
    }

    private Map<String, String> textsWithoutValues(Policy policy) {
        var texts = new HashMap<>(store.texts(policy));
        texts.computeIfPresent("condition", (_, _) -> String.join(" ", fields(policy)));
        return texts;
    }

    private static Set<String> fields(Policy policy) {
        return policy.condition() == null ? Set.of() : ConditionFields.of(policy.condition());
    }

    private void check(Policy policy) {
        var errors = new ArrayList<FieldError>();
        Names.check("name", policy.name(), errors);
        if (policy.actions().isEmpty()) {
            errors.add(FieldError.of("actions", AccessProblem.POLICY_ACTIONS_MISSING));
        }
        if (policy.level() == Level.ANNOUNCED && !policy.actions().equals(Set.of(Action.FIND))) {
            errors.add(FieldError.of("level", AccessProblem.POLICY_ANNOUNCES_ONLY));
        }
        checkFields(policy, errors);
        checkLimit(policy, errors);
        checkApproval(policy, errors);
        if (policy.roles() != null) {
            var known = directory.listRoles().stream().map(Role::id).collect(Collectors.toSet());
            if (policy.roles().isEmpty() || !known.containsAll(policy.roles())) {
                errors.add(FieldError.of("roles", AccessProblem.ROLE_UNKNOWN));
            }
        }
        if (policy.condition() != null && asksOthers(policy.condition())) {
            errors.add(FieldError.of("condition", AccessProblem.POLICY_ASKS_OTHERS));
        }
        if (policy.condition() != null && compiler.asksSecrets(policy.condition())) {
            errors.add(FieldError.of("condition", AccessProblem.POLICY_ASKS_SECRETS));
        }
        Names.refuse(errors);
        if (policy.condition() != null) {
            compiler.check(policy.condition());
        }
    }

    /// What is masked is part of reading; a denying policy that masks does nothing else.
    private static void checkFields(Policy policy, List<FieldError> errors) {
        long kinds = policy.obligations().stream().filter(Obligation::isOnFields).count();
        if (kinds > 1) {
            errors.add(FieldError.of("obligations", AccessProblem.POLICY_MASKS_TWICE));
        } else if (kinds == 0 != policy.fields().isEmpty()) {
            errors.add(FieldError.of("fields", AccessProblem.POLICY_FIELDS_MISSING));
        } else if (kinds == 1 && !isOnReading(policy)) {
            errors.add(FieldError.of("actions", AccessProblem.POLICY_MASKS_READING));
        }
    }

    /// What is approved is one file, which its reader asks for: finding it can't wait for that.
    private static void checkApproval(Policy policy, List<FieldError> errors) {
        if (policy.obligations().contains(Obligation.APPROVAL)
                && !(policy.effect() == Policy.Effect.ALLOW
                        && APPROVABLE.containsAll(policy.actions()))) {
            errors.add(FieldError.of("actions", AccessProblem.POLICY_APPROVES_CONTENTS));
        }
    }

    private static void checkLimit(Policy policy, List<FieldError> errors) {
        if (policy.obligations().contains(Obligation.LIMIT) != (policy.limit() != null)) {
            errors.add(FieldError.of("limit", AccessProblem.POLICY_LIMIT_MISSING));
        } else if (policy.limit() != null
                && !(policy.effect() == Policy.Effect.ALLOW && isOnReading(policy))) {
            errors.add(FieldError.of("actions", AccessProblem.POLICY_LIMITS_READING));
        }
    }

    private static boolean isOnReading(Policy policy) {
        return policy.effect() == Policy.Effect.ALLOW
                ? policy.actions().contains(Action.READ)
                : policy.actions().equals(Set.of(Action.READ));
    }

    /// Rows beside the file would be looked up for every file of every list.
    private static boolean asksOthers(Condition condition) {
        return switch (condition) {
            case Condition.And and -> and.all().stream().anyMatch(Policies::asksOthers);
            case Condition.Or or -> or.any().stream().anyMatch(Policies::asksOthers);
            case Condition.Not not -> asksOthers(not.negated());
            case Condition.Compare _ -> false;
            case Condition.Related _ -> true;
        };
    }

    /// The register tells of each part that differs what it was and what it became.
    private void announce(Policy policy, Map<String, String> before, Map<String, String> after) {
        audit.record(entry(AuditAction.POLICY_CHANGED, policy, before, after));
        change.announce();
    }

    private static AuditEntry entry(
            AuditAction action,
            Policy policy,
            Map<String, String> before,
            Map<String, String> after) {
        var entry = AuditEntry.of(action, "policy", policy.id()).detail("policy", policy.name());
        var parts = new TreeSet<>(before.keySet());
        parts.addAll(after.keySet());
        for (var part : parts) {
            var was = before.getOrDefault(part, "");
            var is = after.getOrDefault(part, "");
            if (!was.equals(is)) {
                entry = entry.detail(part, (was + " → " + is).strip());
            }
        }
        return entry;
    }
}
