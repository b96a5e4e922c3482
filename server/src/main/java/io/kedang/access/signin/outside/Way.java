package io.kedang.access.signin.outside;

import io.kedang.kernel.FieldError;

import java.util.List;

/// How one kind of connection works. Refuses with [OutsideProblem#UNREACHABLE] when nobody answers.
public interface Way {
    Kind kind();

    /// What is wrong with the settings, by field below `settings`.
    List<FieldError> objections(Settings settings);

    /// Tries everything that a sign-in needs but the person, and says what fails. Never refuses.
    List<TrialStep> test(Connection connection);
}
