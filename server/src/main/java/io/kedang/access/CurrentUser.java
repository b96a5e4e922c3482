package io.kedang.access;

import io.kedang.access.ReaderNumbers.SharedFor;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The person on whose behalf something happens: a request, a job that he started, a command.
///
/// @param reach the small numbers by which he reads files: his own, his departments' by scope
/// @param helping the numbers under which files are shared with him: his own, his department's
/// @param grants the numbers of what he was allowed to read for a time that has not ended
/// @param departments the departments within his scope, for `mine` in conditions
public record CurrentUser(
        UUID id,
        int principal,
        String username,
        String displayName,
        @Nullable UUID department,
        UUID role,
        Rank rank,
        Scope scope,
        Set<Right> rights,
        Set<Integer> reach,
        Set<Integer> helping,
        Set<Integer> grants,
        Set<UUID> departments) {

    public static final ScopedValue<CurrentUser> CURRENT = ScopedValue.newInstance();

    /// Refuses when nobody is signed in: code that reads customer data never runs for nobody.
    public static CurrentUser get() {
        if (!CURRENT.isBound()) {
            throw new Refusal(AccessProblem.NOT_SIGNED_IN);
        }
        return CURRENT.get();
    }

    /// Under which numbers a file may stand in his name for this.
    public List<Integer> shared(Collection<SharedFor> purposes) {
        return helping.stream()
                .flatMap(
                        principal ->
                                purposes.stream()
                                        .map(each -> ReaderNumbers.shared(principal, each)))
                .sorted()
                .toList();
    }

    public List<Integer> granted() {
        return grants.stream().map(ReaderNumbers::granted).sorted().toList();
    }

    /// Whether one of a file's readers is he.
    public boolean isAmong(Collection<Integer> readers) {
        return !Collections.disjoint(readers, reach)
                || !Collections.disjoint(readers, shared(EnumSet.allOf(SharedFor.class)))
                || !Collections.disjoint(readers, granted());
    }

    public boolean may(Right right) {
        return rights.contains(right);
    }

    public void need(Right right) {
        if (!may(right)) {
            throw new Refusal(AccessProblem.RIGHT_MISSING, right.name());
        }
    }
}
