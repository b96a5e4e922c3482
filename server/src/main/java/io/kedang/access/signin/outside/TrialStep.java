package io.kedang.access.signin.outside;

import java.util.Arrays;
import java.util.List;

/// What was tried, and how it went.
///
/// @param code of the text `outside.trial.<code>`
/// @param arguments of the text
public record TrialStep(String code, boolean ok, List<String> arguments) {
    public static TrialStep ok(String code, String... arguments) {
        return new TrialStep(code, true, Arrays.asList(arguments));
    }

    public static TrialStep failed(String code, String... arguments) {
        return new TrialStep(code, false, Arrays.asList(arguments));
    }
}
