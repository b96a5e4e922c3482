import { ProblemError } from '@/api/problem';
import type { NewPasskeyQuestion, PasskeyAnswer, PasskeyAttestation, PasskeyQuestion } from '@/api/types';
import { i18n } from '@/app/i18n';

/** Whether this browser has passkeys for this page: it offers none to a page that was opened by an address. */
export const passkeysHere = typeof window.PublicKeyCredential === 'function' && !/^[\d.]+$|:/.test(location.hostname);

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function known(passkeys: PasskeyQuestion['passkeys']): PublicKeyCredentialDescriptor[] {
  return passkeys.map(({ credential, transports }) => ({
    type: 'public-key',
    id: bytes(credential),
    transports: transports as AuthenticatorTransport[],
  }));
}

/** Has an authenticator make a passkey for the user; undefined when the user would rather not. */
export function makePasskey(question: NewPasskeyQuestion): Promise<PasskeyAttestation | undefined> {
  return unlessCancelled(async () => {
    const made = (await navigator.credentials.create({
      publicKey: {
        challenge: bytes(question.challenge),
        rp: { id: question.site, name: question.company },
        user: { id: bytes(question.userHandle), name: question.username, displayName: question.displayName },
        pubKeyCredParams: question.algorithms.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: known(question.passkeys),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
        timeout: 240_000,
      },
    })) as PublicKeyCredential;
    const response = made.response as AuthenticatorAttestationResponse;
    return {
      clientData: text(response.clientDataJSON),
      attestation: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    };
  });
}

/** Has a passkey of the user sign; undefined when the user would rather not. */
export function askPasskey(question: PasskeyQuestion): Promise<PasskeyAnswer | undefined> {
  return unlessCancelled(async () => {
    const answer = (await navigator.credentials.get({
      publicKey: {
        challenge: bytes(question.challenge),
        rpId: question.site,
        allowCredentials: known(question.passkeys),
        userVerification: 'required',
        timeout: 240_000,
      },
    })) as PublicKeyCredential;
    const response = answer.response as AuthenticatorAssertionResponse;
    return {
      credential: text(answer.rawId),
      clientData: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : undefined,
    };
  });
}

/** Browsers do not say whether nobody touched the authenticator, or somebody said no: either way nothing happened. */
async function unlessCancelled<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'NotAllowedError' || name === 'AbortError') return undefined;
    const { t } = i18n.global;
    const kind = name === 'InvalidStateError' ? 'there' : 'unusable';
    throw new ProblemError(0, {
      code: `web.passkey-${kind}`,
      title: t('access.passkey.title'),
      detail: t(`access.passkey.${kind}`),
    });
  }
}
