package io.kedang.access.signin.passkey;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A key that signs for a user.
///
/// @param site the host name that it was made for
/// @param publicKey the attested credential data of WebAuthn, with the COSE key
/// @param counter of its newest signature; zero where it does not count
/// @param synced whether its maker may copy it to other devices of the user
/// @param transports how browsers reach it, such as `usb` or `internal`
record Passkey(
        UUID id,
        UUID userId,
        String name,
        String site,
        byte[] credentialId,
        byte[] publicKey,
        long counter,
        boolean synced,
        List<String> transports,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
