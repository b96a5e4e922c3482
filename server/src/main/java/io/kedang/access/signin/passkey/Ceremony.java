package io.kedang.access.signin.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;

import org.springframework.stereotype.Component;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What the standard wants checked of what a browser hands out (WebAuthn Level 3, 7.1 and 7.2),
/// done by webauthn4j: kind of ceremony, challenge, origin, host name, presence and verification of
/// the user, signature, counter. The user's verification (finger, face, PIN) is always asked for.
/// Attestation is not: any maker's passkey will do.
@Component
class Ceremony {
    /// Ed25519, ECDSA with P-256, RSA: one of them every authenticator has.
    static final List<Integer> ALGORITHMS = List.of(-8, -7, -257);

    private static final boolean VERIFIED = true;
    private static final boolean PRESENT = true;

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager =
            WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials =
            new AttestedCredentialDataConverter(converter);

    /// A passkey as it was made.
    record Made(byte[] credentialId, byte[] publicKey, long counter, boolean synced) {}

    /// How the check of a signature came out.
    sealed interface Outcome {
        /// @param counter of this signature
        record Right(long counter) implements Outcome {}

        record Wrong() implements Outcome {}

        /// The signature is right, and its count was passed before: there are two of this passkey.
        record Copied() implements Outcome {}
    }

    /// Empty when anything about it is not as it should be.
    ///
    /// @param challenge whether it is one that waits for this answer
    Optional<Made> read(Attestation presented, Site site, Predicate<byte[]> challenge) {
        try {
            var data =
                    manager.parse(
                            new RegistrationRequest(
                                    bytes(presented.attestation()), bytes(presented.clientData())));
            var server = server(site, data.getCollectedClientData(), challenge);
            if (server.isEmpty()) {
                return Optional.empty();
            }
            manager.verify(
                    data,
                    new RegistrationParameters(server.get(), algorithms(), VERIFIED, PRESENT));
            var made = data.getAttestationObject().getAuthenticatorData();
            var credential = made.getAttestedCredentialData();
            return Optional.of(
                    new Made(
                            credential.getCredentialId(),
                            credentials.convert(credential),
                            made.getSignCount(),
                            made.isFlagBE()));
        } catch (RuntimeException e) {
            // A stranger's bytes make the library throw more than its own kinds.
            return Optional.empty();
        }
    }

    Outcome check(Assertion presented, Passkey known, Site site, Predicate<byte[]> challenge) {
        try {
            var data =
                    manager.parse(
                            new AuthenticationRequest(
                                    known.credentialId(),
                                    bytes(presented.authenticatorData()),
                                    bytes(presented.clientData()),
                                    bytes(presented.signature())));
            var server = server(site, data.getCollectedClientData(), challenge);
            if (server.isEmpty()) {
                return new Outcome.Wrong();
            }
            var credential =
                    new CredentialRecordImpl(
                            null,
                            true,
                            known.synced(),
                            null,
                            known.counter(),
                            credentials.convert(known.publicKey()),
                            null,
                            null,
                            null,
                            null);
            manager.verify(
                    data,
                    new AuthenticationParameters(
                            server.get(),
                            credential,
                            List.of(known.credentialId()),
                            VERIFIED,
                            PRESENT));
            return new Outcome.Right(data.getAuthenticatorData().getSignCount());
        } catch (MaliciousCounterValueException e) {
            return new Outcome.Copied();
        } catch (RuntimeException e) {
            return new Outcome.Wrong();
        }
    }

    /// Base64url; refuses what is none.
    static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Optional<ServerProperty> server(
            Site site, CollectedClientData client, Predicate<byte[]> challenge) {
        return challenge.test(client.getChallenge().getValue())
                ? Optional.of(
                        ServerProperty.builder()
                                .origin(new Origin(site.origin()))
                                .rpId(site.host())
                                .challenge(client.getChallenge())
                                .build())
                : Optional.empty();
    }

    private static List<PublicKeyCredentialParameters> algorithms() {
        return Stream.of(
                        COSEAlgorithmIdentifier.EdDSA,
                        COSEAlgorithmIdentifier.ES256,
                        COSEAlgorithmIdentifier.RS256)
                .map(
                        each ->
                                new PublicKeyCredentialParameters(
                                        PublicKeyCredentialType.PUBLIC_KEY, each))
                .toList();
    }
}
