package io.kedang.access.policy;

import io.kedang.access.CurrentUser;
import io.kedang.access.Scope;
import io.kedang.kernel.sql.Fragment;

import org.springframework.stereotype.Service;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/// Works out where to look for the files of the current user, for lists among very many.
@Service
public class Reaches {
    private final PolicyCompiler policies;

    Reaches(PolicyCompiler policies) {
        this.policies = policies;
    }

    /// Where everything lies with which the current user may do this; nothing where a policy opens
    /// files to him whatever his relation to them.
    public Optional<Reach> of(Action action) {
        var user = CurrentUser.get();
        var given = new TreeSet<Integer>();
        var numbers = new TreeSet<Integer>(Comparator.reverseOrder());
        var departments = new TreeSet<UUID>();
        for (var policy : policies.policies()) {
            if (policy.effect() == Policy.Effect.ALLOW
                    && policy.isAbout(action, Level.READABLE)
                    && policy.applies(user)) {
                switch (policy.relation()) {
                    case ANY -> {
                        return Optional.empty();
                    }
                    case SCOPE -> {
                        if (user.scope() == Scope.ALL) {
                            return Optional.empty();
                        }
                        departments.addAll(user.departments());
                        numbers.addAll(user.reach());
                        given.addAll(user.shared(action.shared()));
                    }
                    case COLLABORATOR -> given.addAll(user.shared(action.shared()));
                    case GRANTED -> given.addAll(user.granted());
                    case OWNER -> numbers.add(user.principal());
                }
            }
        }
        numbers.addAll(given);
        return Optional.of(
                new Reach(
                        Fragment.of("c.owner = :near_owner", "near_owner", user.id()),
                        given.isEmpty()
                                ? Fragment.FALSE
                                : Fragment.of(
                                        "s.readers && :near_given",
                                        "near_given",
                                        List.copyOf(given)),
                        List.copyOf(departments),
                        List.copyOf(numbers)));
    }
}
