package io.kedang.access.signin.outside;

import io.kedang.access.User;
import io.kedang.access.signin.OutsidePasswords;
import io.kedang.kernel.Refusal;

import org.springframework.stereotype.Component;

/// The passwords that the company's directories keep for users who are linked to them.
@Component
class DirectoryPasswords implements OutsidePasswords {
    private final ConnectionStore connections;
    private final AccountStore accounts;
    private final Ways ways;

    DirectoryPasswords(ConnectionStore connections, AccountStore accounts, Ways ways) {
        this.connections = connections;
        this.accounts = accounts;
        this.ways = ways;
    }

    @Override
    public boolean match(User user, String password) {
        return accounts.of(user.id()).stream()
                .anyMatch(
                        known ->
                                connections
                                        .find(known.connection())
                                        .filter(Connection::enabled)
                                        .filter(each -> match(each, known, password))
                                        .isPresent());
    }

    /// By what he was called there when he last came.
    private boolean match(Connection connection, AccountStore.Known known, String password) {
        try {
            return ways.of(connection.kind()) instanceof PasswordWay way
                    && way.signIn(connection, known.label(), password)
                            .filter(identity -> identity.subject().equals(known.subject()))
                            .isPresent();
        } catch (Refusal unreachable) {
            return false;
        }
    }
}
