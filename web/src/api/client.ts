import createClient from 'openapi-fetch';
import { problemOf, unreachable } from './problem';
import type { Paths } from './types';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

let language: () => string = () => 'zh-CN';
let signInAgain: (() => Promise<void>) | undefined;
let proveAgain: (() => Promise<boolean>) | undefined;
let leadToDoor: (() => void) | undefined;

/** The language in which the server writes its texts. */
export function speak(current: () => string) {
  language = current;
}

/**
 * What to do when the session has ended while a page is open: `renew` resolves once the user is signed in again, and
 * the request that was refused is sent once more. So nothing that was typed is lost.
 */
export function onSessionEnded(renew: (() => Promise<void>) | undefined) {
  signInAgain = renew;
}

/**
 * What to do when something dangerous wants to know again who asks: `prove` resolves once the user has shown it, to
 * true, and the request is sent once more; or to false, when he would rather not.
 */
export function onProofNeeded(prove: (() => Promise<boolean>) | undefined) {
  proveAgain = prove;
}

/** What to do when nothing is open until a second factor is set up, or a first password changed. */
export function onNotQuiteIn(lead: (() => void) | undefined) {
  leadToDoor = lead;
}

function cookie(name: string): string | undefined {
  const entry = document.cookie.split('; ').find((part) => part.startsWith(`${name}=`));
  return entry && decodeURIComponent(entry.slice(name.length + 1));
}

async function send(request: Request): Promise<Response> {
  const attempt = request.clone();
  attempt.headers.set('Accept-Language', language());
  const token = cookie('__Host-XSRF-TOKEN') ?? cookie('XSRF-TOKEN');
  if (token && !safeMethods.has(attempt.method)) {
    attempt.headers.set('X-XSRF-TOKEN', token);
  }
  try {
    return await globalThis.fetch(attempt);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw unreachable();
  }
}

async function sendSignedIn(request: Request): Promise<Response> {
  const response = await send(request);
  if (response.status === 401 && signInAgain && !isSignIn(request)) {
    await signInAgain();
    return sendProven(request, await send(request));
  }
  return sendProven(request, response);
}

async function sendProven(request: Request, response: Response): Promise<Response> {
  if (response.status !== 403) return response;
  const { code } = await problemOf(response.clone());
  if (code === 'access.second-factor-needed' || code === 'access.password-needed') leadToDoor?.();
  if (code !== 'access.proof-needed' || !proveAgain || !(await proveAgain())) return response;
  return send(request);
}

/** There a 401 is about what was typed. */
function isSignIn({ url }: Request) {
  return /\/(session(\/code)?(\/passkey(\/challenge)?)?|sign-in\/[^/]+\/(password|begin|finish))$/.test(new URL(url).pathname);
}

export const api = createClient<Paths>({ baseUrl: '/api/v1', fetch: sendSignedIn });

api.use({
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
  },
});

/** The answer's body; a refusal was thrown as a `ProblemError` before. */
export async function bodyOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}

export const mergePatch = { 'Content-Type': 'application/merge-patch+json' };

export function ifMatch(version: number) {
  return { 'If-Match': `"${version}"` };
}
