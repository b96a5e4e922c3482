import { computed, readonly, shallowRef } from 'vue';
import { api, bodyOf } from '@/api/client';
import { ProblemError } from '@/api/problem';
import type { Right, Session } from '@/api/types';
import { zone } from '@/shared/time';
import { askPasskey } from './passkey';

const current = shallowRef<Session | null>();

function enter(entered: Session | null): Session | null {
  current.value = entered;
  if (entered) zone.value = entered.company.timeZone;
  return entered;
}

/** Who is signed in, as the server last said: `null` for nobody, undefined before it was asked. */
export const session = readonly(current);

/** Whether there is a password to confirm by, here or in a directory. */
export const hasPassword = computed(() => !!current.value && current.value.password !== 'NONE');

/** What is left to do at the door before anything else opens: the path of its page. */
export function leftToDo({ password, secondFactor }: Pick<Session, 'password' | 'secondFactor'>): string | undefined {
  if (password === 'FIRST') return '/first-password';
  return secondFactor === 'NEEDED' ? '/second-factor' : undefined;
}

export function may(right: Right): boolean {
  return current.value?.rights.includes(right) ?? false;
}

export async function loadSession(): Promise<Session | null> {
  try {
    return enter(await bodyOf(api.GET('/session')));
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 401) throw error;
    return enter(null);
  }
}

export async function signIn(username: string, password: string) {
  enter(await bodyOf(api.POST('/session', { body: { username, password } })));
}

/** The second step, after the password was refused with `access.code-needed`. */
export async function finishSignIn(code: string) {
  enter(await bodyOf(api.POST('/session/code', { body: { code } })));
}

/** In one go, without a name or a password; false when the user would rather not. */
export async function signInByPasskey(): Promise<boolean> {
  const answer = await askPasskey(await bodyOf(api.POST('/session/passkey/challenge')));
  if (!answer) return false;
  await api.POST('/session/passkey', { body: answer });
  await loadSession();
  return true;
}

/** The second step with a passkey in place of a code. */
export async function finishByPasskey(): Promise<boolean> {
  const answer = await askPasskey(await bodyOf(api.POST('/session/code/passkey/challenge')));
  if (!answer) return false;
  await api.POST('/session/code/passkey', { body: answer });
  await loadSession();
  return true;
}

/** By the password that a directory of the company keeps. */
export async function signInByDirectory(connection: string, username: string, password: string) {
  const params = { path: { connection } };
  enter(await bodyOf(api.POST('/sign-in/{connection}/password', { params, body: { username, password } })));
}

/** Hands over what a provider has put into the address. */
export async function finishElsewhere(connection: string, query: string) {
  enter(await bodyOf(api.POST('/sign-in/{connection}/finish', { params: { path: { connection } }, body: { query } })));
}

/** Leaves through a fresh load of the page, so that nothing of the last user stays in memory; by way of the provider where he leaves there too. */
export async function signOut() {
  const { leaving } = await bodyOf(api.GET('/session/origin'));
  await api.DELETE('/session');
  sessionStorage.clear();
  location.assign(leaving ?? '/sign-in');
}
