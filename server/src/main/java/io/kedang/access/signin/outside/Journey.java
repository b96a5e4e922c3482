package io.kedang.access.signin.outside;

import io.kedang.access.signin.Secret;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/// A browser's way to a provider and back. What it is known by there follows from a secret that
/// only the browser keeps, so that a copy of the table says nothing.
///
/// @param session the session that wants a proof or a link; null for a sign-in
/// @param back where the provider sends the browser
public record Journey(String secret, @Nullable UUID session, Instant begunAt, URI back) {
    static final Duration LONGEST = Duration.ofMinutes(10);

    /// Letters and digits, which is all that some take.
    public String state() {
        return HexFormat.of().formatHex(hash("state"));
    }

    public String nonce() {
        return derived("nonce");
    }

    /// 43 characters, as PKCE (RFC 7636) wants at least.
    public String verifier() {
        return derived("verifier");
    }

    private String derived(String use) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(use));
    }

    private byte[] hash(String use) {
        return Secret.hash(use + "|" + secret);
    }

    /// Never shows the secret.
    @Override
    public String toString() {
        return "Journey[" + begunAt + "]";
    }
}
