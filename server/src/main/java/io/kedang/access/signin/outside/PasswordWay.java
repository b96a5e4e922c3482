package io.kedang.access.signin.outside;

import java.util.Optional;

/// A kind that is asked whether a password is right. Counting attempts is up to the caller.
public interface PasswordWay extends Way {
    /// Empty, after the same work, whether name or password is wrong, or the account is locked.
    Optional<OutsideIdentity> signIn(Connection connection, String username, String password);
}
