package io.kedang.access.signin;

import io.kedang.access.User;

/// What keeps passwords of our users elsewhere: a directory of the company. Counting attempts is up
/// to the caller.
public interface OutsidePasswords {
    /// False also where the user is not known there, or nobody can be asked.
    boolean match(User user, String password);
}
