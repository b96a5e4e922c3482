package io.kedang.access.signin.outside;

import io.kedang.access.Directory;
import io.kedang.access.signin.WaysIn;
import io.kedang.access.signin.outside.OwnAccountApi.OwnAccount;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What somebody has at the company's providers, and gives up himself.
@Service
@Transactional
class OwnAccounts {
    private final ConnectionStore store;
    private final AccountStore accounts;
    private final Connections connections;
    private final Ways ways;
    private final WaysIn waysIn;
    private final Directory directory;

    OwnAccounts(
            ConnectionStore store,
            AccountStore accounts,
            Connections connections,
            Ways ways,
            WaysIn waysIn,
            Directory directory) {
        this.store = store;
        this.accounts = accounts;
        this.connections = connections;
        this.ways = ways;
        this.waysIn = waysIn;
        this.directory = directory;
    }

    @Transactional(readOnly = true)
    List<OwnAccount> list(UUID user) {
        var known =
                accounts.of(user).stream()
                        .collect(
                                Collectors.toMap(
                                        AccountStore.Known::connection, Function.identity()));
        return store.all().stream()
                .filter(Connection::enabled)
                .map(
                        each -> {
                            var account = known.get(each.id());
                            return new OwnAccount(
                                    each.id(),
                                    each.name(),
                                    ways.of(each.kind()) instanceof RedirectWay,
                                    account == null ? null : account.label(),
                                    account == null ? null : account.linkedAt());
                        })
                .toList();
    }

    /// Refuses where he would have no way in left.
    void unlink(UUID connection, UUID user) {
        connections.unlink(connection, user);
        waysIn.keepOne(directory.getUser(user));
    }
}
