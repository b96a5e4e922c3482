package io.kedang.access.signin.outside;

import io.kedang.access.User;
import io.kedang.access.signin.OutsideAccounts;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.stream.Stream;

/// The accounts that users are linked to, at connections that are on.
@Component
class LinkedAccounts implements OutsideAccounts {
    private final ConnectionStore connections;
    private final AccountStore accounts;
    private final Ways ways;

    LinkedAccounts(ConnectionStore connections, AccountStore accounts, Ways ways) {
        this.connections = connections;
        this.accounts = accounts;
        this.ways = ways;
    }

    private record Linked(Connection connection, AccountStore.Known account) {}

    @Override
    public boolean match(User user, String password) {
        Refusal unreachable = null;
        for (var each : withPassword(user).toList()) {
            try {
                if (match(each, password)) {
                    return true;
                }
            } catch (Refusal refusal) {
                unreachable = refusal;
            }
        }
        throwIfAny(unreachable);
        return false;
    }

    private static void throwIfAny(@Nullable Refusal refusal) {
        if (refusal != null) {
            throw refusal;
        }
    }

    /// By what he was called there when he last came.
    private boolean match(Linked linked, String password) {
        return ways.password(linked.connection())
                .signIn(linked.connection(), linked.account().label(), password)
                .filter(identity -> identity.subject().equals(linked.account().subject()))
                .isPresent();
    }

    @Override
    public boolean keepPassword(User user) {
        return withPassword(user).findAny().isPresent();
    }

    @Override
    public int count(User user) {
        return (int) linked(user).count();
    }

    private Stream<Linked> withPassword(User user) {
        return linked(user)
                .filter(each -> ways.of(each.connection().kind()) instanceof PasswordWay);
    }

    private Stream<Linked> linked(User user) {
        return accounts.of(user.id()).stream()
                .flatMap(
                        account ->
                                connections
                                        .find(account.connection())
                                        .filter(Connection::enabled)
                                        .map(connection -> new Linked(connection, account))
                                        .stream());
    }
}
