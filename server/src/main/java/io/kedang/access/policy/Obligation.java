package io.kedang.access.policy;

/// What somebody owes where a policy lets him.
public enum Obligation {
    /// He says what for before he opens a file, and that stands in the register.
    REASON,
    /// Who looks at the file, and when, stands faintly across its page.
    WATERMARK,
    /// Somebody else has approved that he reads this file, and the time of that lasts.
    APPROVAL,
    /// He opens so many files within an hour or a day, and no more.
    LIMIT,
    /// He sees some classes of fields masked only, and can't reveal, ask for or change them.
    MASK,
    /// The same, and he does not see whether there is a value.
    WITHHOLD;

    /// Whether it is about classes of fields, which the policy names.
    public boolean isOnFields() {
        return this == MASK || this == WITHHOLD;
    }
}
