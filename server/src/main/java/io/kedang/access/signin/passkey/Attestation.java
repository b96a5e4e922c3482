package io.kedang.access.signin.passkey;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a browser hands out of a passkey that it has made; bytes as base64url without padding.
///
/// @param transports how to reach it, as the browser calls the ways
record Attestation(
        @NotNull @Size(max = 4_000) @Pattern(regexp = Attestation.BYTES) String clientData,
        @NotNull @Size(max = 20_000) @Pattern(regexp = Attestation.BYTES) String attestation,
        @Nullable @Size(max = 8)
                List<@NotNull @Pattern(regexp = "[a-z-]{1,20}") String> transports) {
    static final String BYTES = "[A-Za-z0-9_-]*";
}
