package io.kedang.kernel;

import org.springframework.http.HttpStatus;

/// A reason for refusing that a user can understand and act on. Every context keeps its own in an
/// enum; a house test demands a Chinese and an English text for each.
public interface Problem {
    /// The attribute of a refused request that holds the code of its problem.
    String ATTRIBUTE = "kedang.problem";

    /// Stable, kebab-case, prefixed by the context: `customer.not-found`. Never renamed once
    /// released.
    String code();

    HttpStatus status();
}
