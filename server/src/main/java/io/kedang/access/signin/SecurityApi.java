package io.kedang.access.signin;

import io.kedang.access.Confirmed;
import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.InPerson;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.access.signin.factor.Factors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Everybody's own password and second factor, and what an administrator does about those of
/// others.
@RestController
@RequestMapping("/api/v1")
class SecurityApi {
    record PasswordChange(
            @NotNull @Size(max = 1000) String current,
            @NotNull @Size(max = 1000) String password) {}

    /// @param password null for whoever has none: then a proof of the last minutes counts
    record FactorStart(@Nullable @Size(max = 1000) String password) {}

    /// @param password null for whoever has none: then a proof of the last minutes counts
    record FactorProof(
            @Nullable @Size(max = 1000) String password, @NotNull @Size(max = 100) String code) {}

    /// @param since of codes of an authenticator; null while they are off
    /// @param needed whether his role asks for a second factor
    record FactorState(
            @Nullable Instant since, int passkeys, int recoveryCodesLeft, boolean needed) {}

    /// @param uri for a QR code
    record FactorSecret(String secret, String uri) {}

    record RecoveryCodeList(List<String> recoveryCodes) {}

    private final OwnSecurity own;
    private final Factors factors;
    private final Sessions sessions;
    private final Directory directory;
    private final SessionCookie cookie;

    SecurityApi(
            OwnSecurity own,
            Factors factors,
            Sessions sessions,
            Directory directory,
            SessionCookie cookie) {
        this.own = own;
        this.factors = factors;
        this.sessions = sessions;
        this.directory = directory;
        this.cookie = cookie;
    }

    @PutMapping("/password")
    @Needs(beforeSecondFactor = true)
    @InPerson
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(
            @Valid @RequestBody PasswordChange body,
            HttpServletRequest request,
            HttpServletResponse response) {
        own.changePassword(body.current(), body.password())
                .ifPresent(secret -> cookie.set(request, response, secret));
    }

    @GetMapping("/second-factor")
    @Needs(beforeSecondFactor = true)
    FactorState state() {
        var user = directory.getUser(CurrentUser.get().id());
        var state = factors.state(user.id());
        return new FactorState(
                state.since(),
                state.passkeys(),
                state.recoveryCodesLeft(),
                directory.getRole(user.roleId()).needsSecondFactor());
    }

    /// The secret is in this answer and nowhere else; it counts once a code of it was confirmed.
    @PostMapping("/second-factor/start")
    @Needs(beforeSecondFactor = true)
    @InPerson
    FactorSecret start(@Valid @RequestBody FactorStart body) {
        var made = own.startSecondFactor(body.password());
        return new FactorSecret(made.secret(), made.uri());
    }

    /// The recovery codes are in this answer and nowhere else.
    @PostMapping("/second-factor/confirm")
    @Needs(beforeSecondFactor = true)
    @InPerson
    RecoveryCodeList confirm(@Valid @RequestBody SessionApi.Code body) {
        return new RecoveryCodeList(own.confirmSecondFactor(body.code()));
    }

    @PostMapping("/second-factor/off")
    @Needs
    @InPerson
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void turnOff(@Valid @RequestBody FactorProof body) {
        own.turnOffSecondFactor(body.password(), body.code());
    }

    @PostMapping("/second-factor/recovery-codes")
    @Needs
    @InPerson
    RecoveryCodeList renewCodes(@Valid @RequestBody FactorProof body) {
        return new RecoveryCodeList(own.renewRecoveryCodes(body.password(), body.code()));
    }

    /// For somebody who has lost his device and his codes.
    @DeleteMapping("/users/{id}/second-factor")
    @Needs(Right.ADMINISTER)
    @InPerson
    @Confirmed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@PathVariable UUID id) {
        factors.reset(directory.getUser(id));
    }

    /// All sessions of the user; of one's own, all but the one that asks.
    @DeleteMapping("/users/{id}/sessions")
    @Needs(Right.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSessions(@PathVariable UUID id) {
        sessions.endOthers(directory.getUser(id).id());
    }
}
