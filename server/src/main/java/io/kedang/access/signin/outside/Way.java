package io.kedang.access.signin.outside;

import io.kedang.kernel.FieldError;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// How one kind of connection works. Refuses with [OutsideProblem#UNREACHABLE] when nobody answers.
public interface Way {
    Kind kind();

    /// What is wrong with the settings, by field below `settings`.
    List<FieldError> objections(Settings settings);

    /// Who somebody is here whom the other side has recognised, where more is known of that than
    /// who has signed in before.
    default Optional<UUID> known(OutsideIdentity identity) {
        return Optional.empty();
    }

    /// Tries everything that a sign-in needs but the person, and says what fails. Never refuses.
    List<TrialStep> test(Connection connection);
}
