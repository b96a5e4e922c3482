package io.kedang.access.signin;

import io.kedang.access.Confirmed;
import io.kedang.access.CurrentUser;
import io.kedang.access.InPerson;
import io.kedang.access.Needs;
import io.kedang.access.Right;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Everybody's own tokens: a token never does more than the user who made it.
@RestController
@RequestMapping("/api/v1/tokens")
class TokenApi {
    record NewToken(
            @NotBlank @Size(max = 100) String name,
            @Nullable Set<Right> rights,
            @Nullable Instant expiresAt) {}

    record Created(UUID id, String token) {}

    private final Tokens tokens;

    TokenApi(Tokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    @Needs
    List<ApiToken> list() {
        return tokens.listOf(CurrentUser.get().id());
    }

    /// The text of the token is in this answer and nowhere else.
    @PutMapping("/{id}")
    @Needs
    @InPerson
    @Confirmed
    @ResponseStatus(HttpStatus.CREATED)
    Created create(@PathVariable UUID id, @Valid @RequestBody NewToken body) {
        return new Created(
                id,
                tokens.create(
                        id, CurrentUser.get().id(), body.name(), body.rights(), body.expiresAt()));
    }

    @DeleteMapping("/{id}")
    @Needs
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        tokens.revoke(id, CurrentUser.get().id());
    }
}
