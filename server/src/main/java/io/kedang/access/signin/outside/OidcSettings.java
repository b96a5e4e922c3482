package io.kedang.access.signin.outside;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A provider that speaks OpenID Connect.
///
/// @param issuer its address, exactly as it calls itself
/// @param scopes asked for besides `openid`
/// @param usernameClaim holds what becomes the user name here, such as `preferred_username`
/// @param groupsClaim holds the groups; null where they do not count
/// @param factorValues values of `acr` or `amr` that mean more than a password was shown
/// @param endsTheirSession whether signing out here signs out there too
/// @param certificates in PEM, of an authority that the machine does not know; null for none
public record OidcSettings(
        @NotBlank @Size(max = 500) String issuer,
        @NotBlank @Size(max = 200) String clientId,
        @NotNull @Size(max = 20) List<@NotBlank @Size(max = 100) String> scopes,
        @NotBlank @Size(max = 100) String usernameClaim,
        @Nullable @Size(max = 100) String groupsClaim,
        @NotNull @Size(max = 20) List<@NotBlank @Size(max = 200) String> factorValues,
        boolean endsTheirSession,
        @Nullable @Size(max = 50_000) String certificates) {}
