package io.kedang.access.signin.passkey;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/// What a browser hands out of a passkey that has signed; bytes as base64url without padding.
///
/// @param credential which passkey it says it was
/// @param userHandle whose it says to be
record Assertion(
        @NotNull @Size(max = 1_400) @Pattern(regexp = Attestation.BYTES) String credential,
        @NotNull @Size(max = 4_000) @Pattern(regexp = Attestation.BYTES) String clientData,
        @NotNull @Size(max = 4_000) @Pattern(regexp = Attestation.BYTES) String authenticatorData,
        @NotNull @Size(max = 2_000) @Pattern(regexp = Attestation.BYTES) String signature,
        @Nullable @Size(max = 100) @Pattern(regexp = Attestation.BYTES) String userHandle) {}
