package io.kedang.access.signin;

import io.kedang.access.AccessProblem;
import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.access.signin.factor.Factors;
import io.kedang.kernel.Refusal;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// By what somebody comes in: a password here, accounts elsewhere, passkeys. Nobody takes away the
/// last of his own.
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class WaysIn {
    private final SignInStore store;
    private final Directory directory;
    private final Factors factors;
    private final OutsideAccounts outside;

    WaysIn(SignInStore store, Directory directory, Factors factors, OutsideAccounts outside) {
        this.store = store;
        this.directory = directory;
        this.factors = factors;
        this.outside = outside;
    }

    /// Called after one was taken away, within the transaction that did; refuses where none is
    /// left. Of two at once, the second sees what the first has done.
    public void keepOne(User user) {
        store.lock(user.id());
        if (!directory.hasPassword(user.id())
                && outside.count(user) == 0
                && factors.state(user.id()).passkeys() == 0) {
            throw new Refusal(AccessProblem.LAST_WAY_IN);
        }
    }
}
