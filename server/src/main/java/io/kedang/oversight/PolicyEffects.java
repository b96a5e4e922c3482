package io.kedang.oversight;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.FieldClass;
import io.kedang.access.policy.FieldLock;
import io.kedang.access.policy.Level;
import io.kedang.access.policy.Policies;
import io.kedang.access.policy.Policy;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.access.policy.Sight;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Reads;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Who would gain and lose what by a policy, told before it is saved.
///
/// Each user's files are compared as they are opened to him now and as they would be: all of them
/// where they are few, else those of some pages of the table, so that a preview takes seconds with
/// a million files. What he worked with is looked up file by file and always exact.
@Service
public class PolicyEffects {
    private static final Duration PAST = Duration.ofDays(90);

    /// Files that all users together are compared on.
    private static final long LOOKS = 4_000_000;

    private static final long FEWEST = 1_000;
    private static final long MOST = 10_000;

    private final Policies policies;
    private final PolicyCompiler compiler;
    private final FieldLock fieldLock;
    private final Directory directory;
    private final OversightStore store;
    private final Reads reads;
    private final Clock clock;

    PolicyEffects(
            Policies policies,
            PolicyCompiler compiler,
            FieldLock fieldLock,
            Directory directory,
            OversightStore store,
            Reads reads,
            Clock clock) {
        this.policies = policies;
        this.compiler = compiler;
        this.fieldLock = fieldLock;
        this.directory = directory;
        this.store = store;
        this.reads = reads;
        this.clock = clock;
    }

    /// What somebody gains and loses.
    ///
    /// @param actions with which files he may do other things than now
    /// @param level how much of them he sees
    /// @param opened so many files more, rounded where they were sampled
    /// @param closed so many fewer
    /// @param missed of those closed, the files that he used in the last 90 days
    public record AccessChange(
            List<Action> actions, Level level, long opened, long closed, long missed) {
        boolean changes() {
            return opened + closed + missed > 0;
        }
    }

    /// What somebody sees more and less of in files that he may read.
    ///
    /// @param fields classes whose values
    /// @param sight CLEAR: in clear, or not any more; MASKED: at least that there are some
    /// @param opened in so many files more, rounded where they were sampled
    /// @param closed in so many fewer
    public record FieldChange(List<FieldClass> fields, Sight sight, long opened, long closed) {}

    public record PolicyEffect(
            UUID user,
            String name,
            String role,
            List<AccessChange> changes,
            List<FieldChange> fields) {
        boolean isNothing() {
            return changes.isEmpty() && fields.isEmpty();
        }

        long missed() {
            return changes.stream().mapToLong(AccessChange::missed).max().orElse(0);
        }

        long moved() {
            return changes.stream().mapToLong(each -> each.opened() + each.closed()).sum()
                    + fields.stream().mapToLong(each -> each.opened() + each.closed()).sum();
        }
    }

    /// @param exact false where files were sampled
    /// @param users how many were compared
    /// @param effects of those for whom something changes, who misses most first
    public record PolicyPreview(boolean exact, int users, List<PolicyEffect> effects) {}

    /// @param wished a new policy, or a known one as it would be; removing one is switching it off
    @Transactional
    public PolicyPreview of(Policy wished) {
        var before = policies.list();
        var comparison = new Comparison(before, policies.with(wished), touched(before, wished));
        var users = directory.listUsers().stream().filter(User::active).toList();
        long sample = Math.clamp(LOOKS / Math.max(1, users.size()), FEWEST, MOST);
        long files = store.aboutHowMany();
        double percent = files <= sample ? 100 : 100.0 * sample / files;
        var since = clock.instant().minus(PAST);
        var effects =
                users.stream()
                        .map(user -> effect(user, comparison, percent, since))
                        .filter(effect -> !effect.isNothing())
                        .sorted(
                                Comparator.comparingLong(PolicyEffect::missed)
                                        .thenComparing(PolicyEffect::moved)
                                        .reversed())
                        .toList();
        return new PolicyPreview(percent == 100, users.size(), effects);
    }

    private record Comparison(List<Policy> before, List<Policy> after, List<Question> questions) {}

    private record Question(Action action, Level level) {}

    /// What the policies open and close to somebody, by their text.
    private record Difference(Level level, Fragment opened, Fragment closed) {
        boolean isNothing() {
            return opened == Fragment.FALSE && closed == Fragment.FALSE;
        }
    }

    private static List<Question> touched(List<Policy> before, Policy wished) {
        var actions = EnumSet.copyOf(wished.actions());
        before.stream()
                .filter(policy -> policy.id().equals(wished.id()))
                .forEach(policy -> actions.addAll(policy.actions()));
        var questions = new ArrayList<Question>();
        actions.forEach(action -> questions.add(new Question(action, Level.READABLE)));
        if (actions.contains(Action.FIND)) {
            questions.add(new Question(Action.FIND, Level.ANNOUNCED));
        }
        return questions;
    }

    private PolicyEffect effect(User user, Comparison comparison, double percent, Instant since) {
        var who = directory.currentUser(user, null);
        var asked = new ArrayList<Read<AccessChange>>();
        differences(who, comparison)
                .forEach(
                        (difference, actions) ->
                                asked.add(change(who, actions, difference, percent, since)));
        var changes = reads.ask(Read.all(asked)).stream().filter(AccessChange::changes).toList();
        return new PolicyEffect(
                user.id(),
                user.displayName(),
                directory.getRole(user.roleId()).name(),
                changes,
                fields(who, comparison, percent));
    }

    /// Classes of which the same is said stand together.
    private List<FieldChange> fields(CurrentUser who, Comparison comparison, double percent) {
        if (!who.may(Action.READ.right())) {
            return List.of();
        }
        var before = comparison.before();
        var after = comparison.after();
        var asked = new ArrayList<Read<FieldChange>>();
        for (var sight : List.of(Sight.MASKED, Sight.WITHHELD)) {
            var seen = sight == Sight.MASKED ? Sight.CLEAR : Sight.MASKED;
            for (var fields : FieldLock.classes(before, after)) {
                var opened = fieldLock.difference(who, fields, sight, after, before);
                var closed = fieldLock.difference(who, fields, sight, before, after);
                if (opened != Fragment.FALSE || closed != Fragment.FALSE) {
                    asked.add(
                            store.count(opened, percent)
                                    .with(
                                            store.count(closed, percent),
                                            (more, fewer) ->
                                                    new FieldChange(
                                                            List.of(fields), seen, more, fewer)));
                }
            }
        }
        return together(reads.ask(Read.all(asked)));
    }

    private static List<FieldChange> together(List<FieldChange> changes) {
        var together = new LinkedHashMap<FieldChange, List<FieldClass>>();
        for (var change : changes) {
            if (change.opened() + change.closed() > 0) {
                together.computeIfAbsent(
                                new FieldChange(
                                        List.of(),
                                        change.sight(),
                                        change.opened(),
                                        change.closed()),
                                _ -> new ArrayList<>())
                        .addAll(change.fields());
            }
        }
        return together.entrySet().stream()
                .map(
                        each ->
                                new FieldChange(
                                        each.getValue(),
                                        each.getKey().sight(),
                                        each.getKey().opened(),
                                        each.getKey().closed()))
                .toList();
    }

    private Map<Difference, List<Action>> differences(CurrentUser who, Comparison comparison) {
        var differences = new LinkedHashMap<Difference, List<Action>>();
        for (var question : comparison.questions()) {
            var action = question.action();
            var level = question.level();
            var before = comparison.before();
            var after = comparison.after();
            var difference =
                    new Difference(
                            level,
                            compiler.difference(who, action, level, after, before),
                            compiler.difference(who, action, level, before, after));
            if (who.may(action.right()) && !difference.isNothing()) {
                differences.computeIfAbsent(difference, _ -> new ArrayList<>()).add(action);
            }
        }
        return differences;
    }

    private Read<AccessChange> change(
            CurrentUser who,
            List<Action> actions,
            Difference difference,
            double percent,
            Instant since) {
        var counts =
                Read.all(
                        List.of(
                                store.count(difference.opened(), percent),
                                store.count(difference.closed(), percent),
                                store.countUsed(who.id(), since, difference.closed())));
        return counts.map(
                found ->
                        new AccessChange(
                                actions,
                                difference.level(),
                                found.get(0),
                                Math.max(found.get(1), found.get(2)),
                                found.get(2)));
    }
}
