package io.kedang.access.signin.outside;

import io.kedang.access.Confirmed;
import io.kedang.access.CurrentUser;
import io.kedang.access.InPerson;
import io.kedang.access.Needs;
import io.kedang.access.signin.Session;
import io.kedang.access.signin.SessionCookie;
import io.kedang.access.signin.outside.OutsideSignInApi.Away;
import io.kedang.kernel.Refusal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Everybody's own accounts at the company's providers, by which he signs in.
@RestController
@RequestMapping("/api/v1/own-accounts")
class OwnAccountApi {
    /// @param name of the connection
    /// @param redirects whether one signs in on a page of the other side, and can be linked so
    /// @param account what he is called there; null where he is not linked
    record OwnAccount(
            UUID connectionId,
            String name,
            boolean redirects,
            @Nullable String account,
            @Nullable Instant linkedAt) {}

    record OwnAccountList(List<OwnAccount> items) {}

    private final OwnAccounts accounts;
    private final OutsideSignIns signIns;
    private final SessionCookie cookie;

    OwnAccountApi(OwnAccounts accounts, OutsideSignIns signIns, SessionCookie cookie) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.cookie = cookie;
    }

    /// Of every connection that is on, in their order.
    @GetMapping
    @Needs
    OwnAccountList list() {
        return new OwnAccountList(accounts.list(CurrentUser.get().id()));
    }

    /// Sends the browser to the provider, where he signs in anew; what comes back is handed to
    /// `/sign-in/{connection}/finish`.
    @PostMapping("/{connection}/begin")
    @Needs
    @InPerson
    @Confirmed
    Away begin(
            @PathVariable UUID connection,
            HttpServletRequest request,
            HttpServletResponse response) {
        var session =
                Session.current().orElseThrow(() -> new Refusal(OutsideProblem.CONNECTION_UNKNOWN));
        var back = OutsideSignInApi.back(connection);
        var departure = signIns.beginLink(connection, back, session.id());
        return OutsideSignInApi.away(cookie, departure, request, response);
    }

    /// His sessions that came through it end. The last way in stays.
    @DeleteMapping("/{connection}")
    @Needs
    @InPerson
    @Confirmed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(@PathVariable UUID connection) {
        accounts.unlink(connection, CurrentUser.get().id());
    }
}
