package io.kedang.access;

/// Rule: what the numbers in `readers` of a file mean. Its owner and department stand there under
/// the number of their own. Those whom it was given to besides are negative, so that a change of
/// owner can tell them apart and leaves them: for reading, for editing, or until a grant ends.
public final class ReaderNumbers {
    private static final int KINDS = 4;
    private static final int GRANT = 2;

    private ReaderNumbers() {}

    /// What a file is shared for.
    public enum SharedFor {
        READING,
        EDITING
    }

    /// @param principal the number of a user or a department
    public static int shared(int principal, SharedFor purpose) {
        return -KINDS * principal - purpose.ordinal();
    }

    /// @param grant its own number, of the same sequence as those of users and departments
    public static int granted(int grant) {
        return -KINDS * grant - GRANT;
    }

    /// Whether it was given, and does not follow from owner and department.
    public static boolean isGiven(int number) {
        return number < 0;
    }
}
