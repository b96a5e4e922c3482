package io.kedang.access.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.Scope;
import io.kedang.kernel.condition.Condition;
import io.kedang.kernel.condition.ConditionContext;
import io.kedang.kernel.condition.PostgresConditions;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.sql.Fragment;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The one lock. Turns the policies of the current user into one predicate over the customer row
/// `c`, which fills the slot `{visible:c}` of every statement that reads customer data: lists,
/// searches, counts, exports, single files and everything that hangs on them.
///
/// A file is visible when one allowing policy grants it and no denying one takes it. The predicate
/// is compiled once for a user as long as nothing of users, departments, roles or policies changes.
@Service
public class PolicyCompiler {
    private final PolicyStore store;
    private final Directory directory;
    private final Companies companies;
    private final ObjectProvider<ProtectedFields> fields;
    private final Clock clock;
    private final Cache<Key, Fragment> compiled = Caffeine.newBuilder().maximumSize(2_000).build();
    private volatile Known known = new Known(-1, List.of());

    private record Known(long epoch, List<Policy> policies) {}

    private record Key(
            long epoch,
            LocalDate today,
            CurrentUser user,
            Action action,
            Level level,
            @Nullable Obligation without) {}

    PolicyCompiler(
            PolicyStore store,
            Directory directory,
            Companies companies,
            ObjectProvider<ProtectedFields> fields,
            Clock clock) {
        this.store = store;
        this.directory = directory;
        this.companies = companies;
        this.fields = fields;
        this.clock = clock;
    }

    /// Files with which the current user may do this; for the slot `{visible:c}`.
    public Fragment visible(Action action) {
        return visible(CurrentUser.get(), action, Level.READABLE);
    }

    /// Files with which the current user may do both.
    public Fragment visible(Action one, Action other) {
        return one == other ? visible(one) : joined(List.of(visible(one), visible(other)), " and ");
    }

    /// Files that the current user may at least know of.
    public Fragment announced() {
        return visible(CurrentUser.get(), Action.FIND, Level.ANNOUNCED);
    }

    /// Files with which he may do this without owing so much; nothing where none of the policies
    /// that let him asks for it.
    public Optional<Fragment> freely(Action action, Obligation obligation) {
        var user = CurrentUser.get();
        var asking =
                policies().stream()
                        .anyMatch(
                                policy ->
                                        policy.asks(obligation)
                                                && policy.isAbout(action, Level.READABLE)
                                                && policy.applies(user));
        return asking
                ? Optional.of(visible(user, action, Level.READABLE, obligation))
                : Optional.empty();
    }

    /// Files with which the current user could do this if somebody approved; nothing where no
    /// policy asks for that.
    public Optional<Fragment> onApproval(Action action) {
        var user = CurrentUser.get();
        var all = policies();
        boolean asking =
                all.stream()
                        .anyMatch(
                                policy ->
                                        policy.asks(Obligation.APPROVAL)
                                                && policy.isAbout(action, Level.READABLE)
                                                && policy.applies(user));
        return asking
                ? Optional.of(
                        compile(
                                all.stream().map(Policy::approved).toList(),
                                user,
                                action,
                                Level.READABLE,
                                LocalDate.ofInstant(clock.instant(), companies.zone()),
                                "a"))
                : Optional.empty();
    }

    /// How many files the current user may open by the policies that let him read; what another
    /// one lets freely does not count.
    public List<ReadingLimit> limits() {
        var user = CurrentUser.get();
        return policies().stream()
                .filter(policy -> policy.asks(Obligation.LIMIT) && policy.opensReading())
                .filter(policy -> policy.applies(user))
                .flatMap(policy -> Stream.ofNullable(policy.limit()))
                .distinct()
                .toList();
    }

    private Fragment visible(CurrentUser user, Action action, Level level) {
        return visible(user, action, level, null);
    }

    private Fragment visible(
            CurrentUser user, Action action, Level level, @Nullable Obligation without) {
        long epoch = directory.epoch();
        var today = LocalDate.ofInstant(clock.instant(), companies.zone());
        return Objects.requireNonNull(
                compiled.get(
                        new Key(epoch, today, user, action, level, without),
                        key ->
                                compile(
                                        policies(epoch).stream()
                                                .filter(
                                                        each ->
                                                                without == null
                                                                        || !each.asks(without))
                                                .toList(),
                                        user,
                                        action,
                                        level,
                                        today,
                                        "v" + action.ordinal() + "_")));
    }

    /// Files that one set of policies opens to somebody and another one does not; for the slot
    /// `{visible:c}`. Nothing where they agree by their text.
    public Fragment difference(
            CurrentUser user, Action action, Level level, List<Policy> one, List<Policy> other) {
        var today = LocalDate.ofInstant(clock.instant(), companies.zone());
        var opened = compile(one, user, action, level, today, "one");
        if (opened.equals(compile(other, user, action, level, today, "one"))) {
            return Fragment.FALSE;
        }
        var closed = compile(other, user, action, level, today, "other");
        var not = Fragment.of(closed.sql() + " is not true", closed.values());
        return joined(List.of(opened, not), " and ");
    }

    /// Files that somebody could read by these policies.
    Fragment visible(CurrentUser user, List<Policy> policies) {
        var today = LocalDate.ofInstant(clock.instant(), companies.zone());
        return compile(policies, user, Action.READ, Level.READABLE, today, "read");
    }

    /// Files that a single policy is about where somebody to whom it applies wants to do this.
    public Fragment of(Policy policy, CurrentUser user, Action action) {
        return of(policy, user, action, "p");
    }

    /// The same if somebody had approved; nothing where it asks for no approval.
    public Optional<Fragment> onApproval(Policy policy, CurrentUser user, Action action) {
        return policy.asks(Obligation.APPROVAL)
                ? Optional.of(of(policy.approved(), user, action))
                : Optional.empty();
    }

    Fragment of(Policy policy, CurrentUser user, Action action, String prefix) {
        var today = LocalDate.ofInstant(clock.instant(), companies.zone());
        return predicate(policy, user, action, context(user, today), prefix);
    }

    /// Refuses a condition that can't be asked of a file.
    void check(Condition condition) {
        var today = LocalDate.ofInstant(clock.instant(), companies.zone());
        var context = context(CurrentUser.get(), today);
        PostgresConditions.compile(condition, fields.getObject().catalogue(), context, "p");
    }

    /// Whether it compares numbers of phones, sealed ones among them: whoever counts the files
    /// that it is about would find them out.
    public boolean asksSecrets(Condition condition) {
        return switch (condition) {
            case Condition.And and -> and.all().stream().anyMatch(this::asksSecrets);
            case Condition.Or or -> or.any().stream().anyMatch(this::asksSecrets);
            case Condition.Not not -> asksSecrets(not.negated());
            case Condition.Related related -> asksSecrets(related.where());
            case Condition.Compare compare ->
                    !compare.values().isEmpty()
                            && fields.getObject()
                                    .catalogue()
                                    .find(compare.field())
                                    .filter(field -> field.type() == FieldType.PHONE)
                                    .isPresent();
        };
    }

    private ConditionContext context(CurrentUser user, LocalDate today) {
        return new ConditionContext(
                today, companies.zone(), user.id(), List.copyOf(user.departments()));
    }

    /// The rows in force.
    public List<Policy> policies() {
        return policies(directory.epoch());
    }

    private List<Policy> policies(long epoch) {
        var last = known;
        if (last.epoch() != epoch) {
            last = new Known(epoch, store.all());
            known = last;
        }
        return last.policies();
    }

    /// Whoever may do anything with the contents of a file may read it: lists show columns, changes
    /// answer the file. Where both are said by the same words, as by what is shipped, it is asked
    /// once.
    private Fragment compile(
            List<Policy> policies,
            CurrentUser user,
            Action action,
            Level level,
            LocalDate today,
            String prefix) {
        var own = alone(policies, user, action, level, today, prefix);
        if (level != Level.READABLE
                || !action.shows()
                || own.equals(alone(policies, user, Action.READ, level, today, prefix))) {
            return own;
        }
        var read = alone(policies, user, Action.READ, level, today, prefix + "r");
        return joined(List.of(own, read), " and ");
    }

    private Fragment alone(
            List<Policy> policies,
            CurrentUser user,
            Action action,
            Level level,
            LocalDate today,
            String prefix) {
        var granted = new ArrayList<Fragment>();
        var taken = new ArrayList<Fragment>();
        var context = context(user, today);
        for (var policy : policies) {
            if (policy.isAbout(action, level) && policy.applies(user)) {
                var list = policy.effect() == Policy.Effect.ALLOW ? granted : taken;
                var name = prefix + granted.size() + "_" + taken.size() + "_";
                list.add(predicate(policy, user, action, context, name));
            }
        }
        return granted.isEmpty()
                ? Fragment.FALSE
                : taken.isEmpty()
                        ? joined(granted, " or ")
                        : joined(
                                List.of(
                                        joined(granted, " or "),
                                        Fragment.of(
                                                joined(taken, " or ").sql() + " is not true",
                                                joined(taken, " or ").values())),
                                " and ");
    }

    private Fragment predicate(
            Policy policy,
            CurrentUser user,
            Action action,
            ConditionContext context,
            String prefix) {
        var parts = new ArrayList<Fragment>();
        relation(policy.relation(), user, action).ifPresent(parts::add);
        if (policy.asks(Obligation.APPROVAL)) {
            parts.add(among("granted", user.granted()));
        }
        if (policy.condition() != null) {
            parts.add(
                    PostgresConditions.compile(
                            policy.condition(), fields.getObject().catalogue(), context, prefix));
        }
        return parts.isEmpty() ? Fragment.TRUE : joined(parts, " and ");
    }

    private static Optional<Fragment> relation(
            Policy.Relation relation, CurrentUser user, Action action) {
        return Optional.ofNullable(
                switch (relation) {
                    case ANY -> null;
                    case OWNER -> Fragment.of("c.owner = :v_user", "v_user", user.id());
                    case SCOPE -> user.scope() == Scope.ALL ? null : inScope(user, action);
                    case COLLABORATOR -> among("helping", user.shared(action.shared()));
                    case GRANTED -> among("granted", user.granted());
                });
    }

    /// Whoever reads a department stands under its number in each of its files. Most of what he
    /// asks for is there, and one department is compared sooner than two lists of numbers.
    private static Fragment inScope(CurrentUser user, Action action) {
        var numbers = new TreeSet<Integer>(Comparator.reverseOrder());
        numbers.addAll(user.reach());
        numbers.addAll(user.shared(action.shared()));
        var among = among("reach", List.copyOf(numbers));
        if (user.departments().isEmpty()) {
            return among;
        }
        var housed =
                Fragment.of(
                        "c.department = any (:v_departments)",
                        "v_departments",
                        List.copyOf(user.departments()));
        return joined(List.of(housed, among), " or ");
    }

    /// The number of readers is in the name of the parameter, for what one statement asks of
    /// several actions.
    private static Fragment among(String what, List<Integer> numbers) {
        var name = "v_" + what + numbers.size();
        return numbers.isEmpty()
                ? Fragment.FALSE
                : Fragment.of("c.readers && :" + name, name, numbers);
    }

    private static Fragment joined(List<Fragment> parts, String by) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        Map<String, @Nullable Object> values = new HashMap<>();
        parts.forEach(part -> values.putAll(part.values()));
        return Fragment.of(
                "(" + String.join(by, parts.stream().map(Fragment::sql).toList()) + ")", values);
    }
}
