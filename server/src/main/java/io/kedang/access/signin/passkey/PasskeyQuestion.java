package io.kedang.access.signin.passkey;

import java.util.List;

/// What a browser asks its authenticators to sign; bytes as base64url.
///
/// @param site the host name whose passkeys may answer
/// @param passkeys those that may answer; empty for any that the authenticator has for the site
record PasskeyQuestion(String challenge, String site, List<KnownPasskey> passkeys) {
    record KnownPasskey(String credential, List<String> transports) {
        static List<KnownPasskey> of(List<Passkey> passkeys) {
            return passkeys.stream()
                    .map(
                            each ->
                                    new KnownPasskey(
                                            Ceremony.text(each.credentialId()), each.transports()))
                    .toList();
        }
    }
}
