package io.kedang.classification;

/// Rule: a ranking is cut into A, B and C by share of customers, exactly: the shares are what a
/// company can look after. 20 % are A, the next 40 % B, the rest C; parts of a customer are rounded
/// up, in favour of the better class.
final class AbcQuota {
    /// SQL for the class of place `rank` among `of`, the best at 1.
    static final String CLASS =
            """
            case when rank <= ceil(of * 20 / 100.0) then 'A'
                 when rank <= ceil(of * 60 / 100.0) then 'B'
                 else 'C'
            end\
            """;

    private AbcQuota() {}
}
