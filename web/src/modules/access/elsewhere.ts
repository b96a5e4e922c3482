import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api, bodyOf } from '@/api/client';
import type { SignInMethod } from '@/api/types';

/** Where the browser goes on once it has come back; kept by this tab alone. */
const NEXT = 'kedang.next';

/** Only a path of our own: `//elsewhere` would leave the site. */
export function ownPath(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : '/';
}

/** The ways to sign in with an account of the company; none while that is not known. */
export function useSignInMethods() {
  const query = useQuery({ queryKey: ['sign-in-methods'], queryFn: () => bodyOf(api.GET('/sign-in/methods')), retry: false });
  return computed(() => query.data.value?.items ?? []);
}

/** Leaves for the page of a provider. */
export async function leaveFor({ id }: SignInMethod, next: string) {
  const { to } = await bodyOf(api.POST('/sign-in/{connection}/begin', { params: { path: { connection: id } } }));
  depart(to, next);
}

/** The same for somebody who is signed in and shows anew that it is he. */
export async function leaveForProof(code: string | undefined, next: string) {
  const { to } = await bodyOf(api.POST('/session/proof/begin', { body: { code } }));
  depart(to, next);
}

/** To link an account there with one's own here; leads back to where that is seen. */
export async function leaveForLink(connection: string) {
  const { to } = await bodyOf(api.POST('/own-accounts/{connection}/begin', { params: { path: { connection } } }));
  depart(to, '/settings/security');
}

function depart(to: string, next: string) {
  sessionStorage.setItem(NEXT, next);
  location.assign(to);
}

/** Where to go on, told once. */
export function takeNext(): string {
  const next = sessionStorage.getItem(NEXT);
  sessionStorage.removeItem(NEXT);
  return ownPath(next);
}
