package io.kedang.access.signin.passkey;

import io.kedang.access.AccessProblem;
import io.kedang.access.Companies;
import io.kedang.access.Confirmed;
import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.InPerson;
import io.kedang.access.Needs;
import io.kedang.access.User;
import io.kedang.access.signin.Session;
import io.kedang.access.signin.passkey.Challenges.Purpose;
import io.kedang.access.signin.passkey.PasskeyQuestion.KnownPasskey;
import io.kedang.kernel.Refusal;

import jakarta.servlet.http.HttpServletRequest;
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

/// Everybody's own passkeys.
@RestController
@RequestMapping("/api/v1/passkeys")
class PasskeyApi {
    /// @param site the host name that it was made for and answers
    /// @param synced whether its maker may copy it to other devices
    record PasskeyView(
            UUID id,
            String name,
            String site,
            boolean synced,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {
        static PasskeyView of(Passkey passkey) {
            return new PasskeyView(
                    passkey.id(),
                    passkey.name(),
                    passkey.site(),
                    passkey.synced(),
                    passkey.createdAt(),
                    passkey.lastUsedAt());
        }
    }

    /// What a browser needs to make one; bytes as base64url.
    ///
    /// @param company what authenticators show as the site
    /// @param userHandle by what the passkey knows its user
    /// @param passkeys those that he has, so that one authenticator makes no second one
    record NewPasskeyQuestion(
            String challenge,
            String site,
            String company,
            String userHandle,
            String username,
            String displayName,
            List<Integer> algorithms,
            List<KnownPasskey> passkeys) {}

    record NewPasskey(
            @NotNull @Size(max = 200) String name, @NotNull @Valid Attestation attestation) {}

    /// @param recoveryCodes when it is the user's first second factor; they are in this answer and
    ///     nowhere else
    record AddedPasskey(PasskeyView passkey, List<String> recoveryCodes) {}

    record PasskeyName(@NotNull @Size(max = 200) String name) {}

    private final Passkeys passkeys;
    private final Challenges challenges;
    private final Directory directory;
    private final Companies companies;

    PasskeyApi(Passkeys passkeys, Challenges challenges, Directory directory, Companies companies) {
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.directory = directory;
        this.companies = companies;
    }

    @GetMapping
    @Needs(beforeSecondFactor = true)
    List<PasskeyView> list() {
        return passkeys.list(CurrentUser.get().id()).stream().map(PasskeyView::of).toList();
    }

    @PostMapping("/challenge")
    @Needs(beforeSecondFactor = true)
    @InPerson
    @Confirmed
    NewPasskeyQuestion begin(HttpServletRequest request) {
        var user = me();
        var site = Site.of(request);
        return new NewPasskeyQuestion(
                Ceremony.text(challenges.next(Purpose.ADD, holder())),
                site.host(),
                ("Kedang " + companies.get().name()).strip(),
                Passkeys.handle(user),
                user.username(),
                user.displayName(),
                Ceremony.ALGORITHMS,
                KnownPasskey.of(passkeys.list(user.id())));
    }

    @PutMapping("/{id}")
    @Needs(beforeSecondFactor = true)
    @InPerson
    @Confirmed
    @ResponseStatus(HttpStatus.CREATED)
    AddedPasskey add(
            @PathVariable UUID id,
            @Valid @RequestBody NewPasskey body,
            HttpServletRequest request) {
        var added =
                passkeys.add(id, me(), body.name(), body.attestation(), Site.of(request), holder());
        return new AddedPasskey(PasskeyView.of(added.passkey()), added.recoveryCodes());
    }

    @PutMapping("/{id}/name")
    @Needs(beforeSecondFactor = true)
    @InPerson
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rename(@PathVariable UUID id, @Valid @RequestBody PasskeyName body) {
        passkeys.rename(id, me(), body.name());
    }

    @DeleteMapping("/{id}")
    @Needs(beforeSecondFactor = true)
    @InPerson
    @Confirmed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        passkeys.remove(id, me());
    }

    private User me() {
        return directory.getUser(CurrentUser.get().id());
    }

    /// A passkey is made by a browser, in a session.
    static String holder() {
        return Session.current()
                .orElseThrow(() -> new Refusal(AccessProblem.IN_PERSON_ONLY))
                .id()
                .toString();
    }
}
