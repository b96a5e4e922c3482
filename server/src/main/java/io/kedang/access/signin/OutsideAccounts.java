package io.kedang.access.signin;

import io.kedang.access.User;

/// What our users have at providers and directories of the company.
public interface OutsideAccounts {
    /// Whether a directory keeps this password for him; refuses where nobody says so and one could
    /// not be asked. Counting attempts is up to the caller.
    boolean match(User user, String password);

    /// Whether a directory keeps a password for him, right or not.
    boolean keepPassword(User user);

    /// By how many of them he can come in.
    int count(User user);
}
