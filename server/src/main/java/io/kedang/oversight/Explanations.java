package io.kedang.oversight;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.Level;
import io.kedang.access.policy.Policy;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerProblem;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Reads;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/// Why somebody may do something with a file, or may not: each policy that could grant or take it
/// is asked for itself.
@Service
public class Explanations {
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
    public record Verdict(
            Action action,
            boolean allowed,
            @Nullable Right missing,
            List<PolicyReason> granting,
            List<PolicyReason> taking) {}

    /// @param level how much of the file he may know; null for nothing at all
    public record AccessExplanation(String user, @Nullable Level level, List<Verdict> verdicts) {}

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
        var asked =
                compiler.policies().stream()
                        .filter(policy -> policy.enabled() && policy.applies(who))
                        .toList();
        var among =
                reads.ask(
                        Read.all(
                                asked.stream()
                                        .map(each -> store.isAmong(file, compiler.of(each, who)))
                                        .toList()));
        var holding = new ArrayList<Policy>();
        for (int i = 0; i < asked.size(); i++) {
            if (among.get(i)) {
                holding.add(asked.get(i));
            }
        }
        var verdicts =
                Arrays.stream(Action.values())
                        .map(action -> verdict(holding, action, who))
                        .toList();
        return new AccessExplanation(who.displayName(), level(holding), verdicts);
    }

    private static @Nullable Level level(List<Policy> holding) {
        if (opens(holding, Action.READ, Level.READABLE)) {
            return Level.READABLE;
        }
        return opens(holding, Action.FIND, Level.ANNOUNCED) ? Level.ANNOUNCED : null;
    }

    private static boolean opens(List<Policy> holding, Action action, Level level) {
        return reasons(holding, action, level, Policy.Effect.DENY).isEmpty()
                && !reasons(holding, action, level, Policy.Effect.ALLOW).isEmpty();
    }

    private static Verdict verdict(List<Policy> holding, Action action, CurrentUser who) {
        // What may not be read is open to nothing else, as the compiler has it.
        boolean read =
                !reasons(holding, Action.READ, Level.READABLE, Policy.Effect.ALLOW).isEmpty();
        var granting =
                read
                        ? reasons(holding, action, Level.READABLE, Policy.Effect.ALLOW)
                        : List.<PolicyReason>of();
        var taking =
                new LinkedHashSet<>(reasons(holding, action, Level.READABLE, Policy.Effect.DENY));
        taking.addAll(reasons(holding, Action.READ, Level.READABLE, Policy.Effect.DENY));
        var missing = who.may(action.right()) ? null : action.right();
        boolean allowed = missing == null && !granting.isEmpty() && taking.isEmpty();
        return new Verdict(action, allowed, missing, granting, List.copyOf(taking));
    }

    private static List<PolicyReason> reasons(
            List<Policy> holding, Action action, Level level, Policy.Effect effect) {
        return holding.stream()
                .filter(policy -> policy.effect() == effect && policy.isAbout(action, level))
                .map(PolicyReason::of)
                .toList();
    }
}
