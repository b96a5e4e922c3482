package io.kedang.oversight;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.FieldClass;
import io.kedang.access.policy.Level;
import io.kedang.access.policy.Policy;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.access.policy.Sight;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerProblem;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Reads;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Why somebody may do something with a file, or may not: each policy that could grant or take it
/// is asked for itself.
@Service
public class Explanations {
    private static final Fragment IN_USE = Fragment.of("c.voided_at is null");

    private final PolicyCompiler compiler;
    private final Directory directory;
    private final OversightStore store;
    private final Reads reads;

    Explanations(PolicyCompiler compiler, Directory directory, OversightStore store, Reads reads) {
        this.compiler = compiler;
        this.directory = directory;
        this.store = store;
        this.reads = reads;
    }

    /// @param shipped its code, where the house brought it
    public record PolicyReason(UUID id, @Nullable String shipped, String name) {
        static PolicyReason of(Policy policy) {
            return new PolicyReason(policy.id(), policy.shipped(), policy.name());
        }
    }

    /// @param missing what his role lacks; null where it allows this at all
    /// @param granting policies that open the file for this
    /// @param taking policies that close it all the same
    /// @param pending policies that would open it once somebody approves
    public record Verdict(
            Action action,
            boolean allowed,
            @Nullable Right missing,
            List<PolicyReason> granting,
            List<PolicyReason> taking,
            List<PolicyReason> pending) {}

    /// @param fields a class of fields that he does not see in clear in this file
    /// @param closing policies that let him read the file but not these, or take them from him
    public record FieldVerdict(FieldClass fields, Sight sight, List<PolicyReason> closing) {}

    /// @param level how much of the file he may know; null for nothing at all
    /// @param fields those that he does not see in clear, where he may read the file
    public record AccessExplanation(
            String user,
            @Nullable Level level,
            List<Verdict> verdicts,
            List<FieldVerdict> fields) {}

    /// For the current user. Refuses like the file itself where he may not even know of it.
    public AccessExplanation explain(CustomerId file) {
        CurrentUser.get().need(Right.CUSTOMER_READ);
        var explanation = explain(file, CurrentUser.get());
        if (explanation.level() == null) {
            throw new Refusal(CustomerProblem.NOT_FOUND, file.value());
        }
        return explanation;
    }

    /// For somebody else, of a file that the current user may know of.
    public AccessExplanation explain(CustomerId file, UUID user) {
        CurrentUser.get().need(Right.ADMINISTER);
        explain(file);
        return explain(file, directory.currentUser(directory.getUser(user), null));
    }

    private AccessExplanation explain(CustomerId file, CurrentUser who) {
        var holding = holding(file, who, compiler::of);
        var pending =
                holding(
                        file,
                        who,
                        (policy, user, action) ->
                                compiler.onApproval(policy, user, action).orElse(Fragment.FALSE));
        boolean inUse = reads.ask(store.isAmong(file, IN_USE));
        var verdicts =
                Arrays.stream(Action.values())
                        .map(action -> verdict(holding, pending, action, who))
                        .toList();
        var level = level(holding, inUse);
        var fields =
                level == Level.READABLE
                        ? fields(holding.getOrDefault(Action.READ, List.of()))
                        : List.<FieldVerdict>of();
        return new AccessExplanation(who.displayName(), level, verdicts, fields);
    }

    /// @param reading the policies on reading that hold for the file
    private static List<FieldVerdict> fields(List<Policy> reading) {
        return Arrays.stream(FieldClass.values())
                .flatMap(fields -> verdict(reading, fields).stream())
                .toList();
    }

    private static Optional<FieldVerdict> verdict(List<Policy> reading, FieldClass fields) {
        for (var sight : List.of(Sight.WITHHELD, Sight.MASKED)) {
            var closing = reading.stream().filter(policy -> policy.closes(fields, sight)).toList();
            boolean taken = closing.stream().anyMatch(Policy::takesFields);
            boolean freely =
                    reading.stream()
                            .filter(policy -> policy.isAbout(Action.READ, Level.READABLE))
                            .filter(policy -> policy.effect() == Policy.Effect.ALLOW)
                            .anyMatch(policy -> !closing.contains(policy));
            if (taken || !freely) {
                return Optional.of(
                        new FieldVerdict(
                                fields,
                                sight,
                                closing.stream()
                                        .filter(policy -> !freely || policy.takesFields())
                                        .map(PolicyReason::of)
                                        .toList()));
            }
        }
        return Optional.empty();
    }

    /// Policies that are about this file where he wants to do something, by what he wants to do.
    private Map<Action, List<Policy>> holding(CustomerId file, CurrentUser who, About of) {
        var about = new LinkedHashMap<Fragment, Integer>();
        var asked = new ArrayList<Asked>();
        for (var policy : compiler.policies()) {
            if (policy.enabled() && policy.applies(who)) {
                for (var action : policy.actions()) {
                    int place =
                            about.computeIfAbsent(of.files(policy, who, action), _ -> about.size());
                    asked.add(new Asked(policy, action, place));
                }
            }
        }
        var among =
                reads.ask(
                        Read.all(
                                about.keySet().stream()
                                        .map(files -> store.isAmong(file, files))
                                        .toList()));
        return asked.stream()
                .filter(each -> among.get(each.place()))
                .collect(
                        Collectors.groupingBy(
                                Asked::action,
                                Collectors.mapping(Asked::policy, Collectors.toList())));
    }

    /// The files that a policy is about.
    private interface About {
        Fragment files(Policy policy, CurrentUser user, Action action);
    }

    private record Asked(Policy policy, Action action, int place) {}

    /// Of a file in the bin nobody is told but who may read it.
    private static @Nullable Level level(Map<Action, List<Policy>> holding, boolean inUse) {
        if (opens(holding, Action.READ, Level.READABLE)) {
            return Level.READABLE;
        }
        return inUse && opens(holding, Action.FIND, Level.ANNOUNCED) ? Level.ANNOUNCED : null;
    }

    private static boolean opens(Map<Action, List<Policy>> holding, Action action, Level level) {
        return reasons(holding, action, level, Policy.Effect.DENY).isEmpty()
                && !reasons(holding, action, level, Policy.Effect.ALLOW).isEmpty();
    }

    private static Verdict verdict(
            Map<Action, List<Policy>> holding,
            Map<Action, List<Policy>> pending,
            Action action,
            CurrentUser who) {
        var granting = reasons(holding, action, Level.READABLE, Policy.Effect.ALLOW);
        var taking =
                new LinkedHashSet<>(reasons(holding, action, Level.READABLE, Policy.Effect.DENY));
        if (action.shows()) {
            // What may not be read is open to nothing else, as the compiler has it.
            taking.addAll(reasons(holding, Action.READ, Level.READABLE, Policy.Effect.DENY));
            if (reasons(holding, Action.READ, Level.READABLE, Policy.Effect.ALLOW).isEmpty()) {
                granting = List.of();
            }
        }
        var missing = who.may(action.right()) ? null : action.right();
        var waiting =
                granting.isEmpty()
                        ? reasons(pending, action, Level.READABLE, Policy.Effect.ALLOW)
                        : List.<PolicyReason>of();
        boolean allowed = missing == null && !granting.isEmpty() && taking.isEmpty();
        return new Verdict(action, allowed, missing, granting, List.copyOf(taking), waiting);
    }

    private static List<PolicyReason> reasons(
            Map<Action, List<Policy>> holding, Action action, Level level, Policy.Effect effect) {
        return holding.getOrDefault(action, List.of()).stream()
                .filter(policy -> policy.effect() == effect && policy.isAbout(action, level))
                .map(PolicyReason::of)
                .toList();
    }
}
