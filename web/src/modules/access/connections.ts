import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api, bodyOf } from '@/api/client';
import type { Admission, Connection, LdapSettings, OidcSettings } from '@/api/types';

export type Kind = Connection['kind'];

export const kinds: Kind[] = ['OIDC', 'LDAP', 'WECOM', 'DINGTALK', 'FEISHU'];

/** People of an office suite come by the sync, and its credentials are set up there. */
export const isSuite = (kind: Kind) => kind !== 'OIDC' && kind !== 'LDAP';

export function useConnections() {
  const query = useQuery({ queryKey: ['sign-in-connections'], queryFn: () => bodyOf(api.GET('/sign-in-connections')) });
  return { ...query, connections: computed(() => query.data.value?.items ?? []) };
}

export const newOidc = (): OidcSettings => ({
  issuer: '',
  clientId: '',
  scopes: ['profile', 'email'],
  usernameClaim: 'preferred_username',
  groupsClaim: null,
  factorValues: [],
  endsTheirSession: false,
  certificates: null,
});

export const newLdap = (): LdapSettings => ({
  servers: [''],
  startTls: false,
  serviceDn: '',
  base: '',
  filter: '(objectClass=person)',
  usernameAttribute: 'uid',
  subjectAttribute: 'entryUUID',
  displayNameAttribute: 'cn',
  groupsAttribute: 'memberOf',
  groupBase: null,
  nestedGroups: false,
  certificates: null,
});

/** Active Directory calls things otherwise. */
export const activeDirectory = {
  filter: '(&(objectCategory=person)(objectClass=user))',
  usernameAttribute: 'sAMAccountName',
  subjectAttribute: 'objectGUID',
  displayNameAttribute: 'displayName',
  groupsAttribute: 'memberOf',
  nestedGroups: true,
};

export const newAdmission = (): Admission => ({
  linking: 'NEVER',
  emailDomain: null,
  creates: false,
  roleId: null,
  departmentId: null,
  scope: null,
  roles: [],
  rolesFollow: false,
});

/** The words of a line; how one writes several values. */
export const words = (text: string) => text.split(/[\s,，、]+/).filter(Boolean);

/** What the provider has to know of us. */
export const returnAddress = (id: string) => `${location.origin}/sign-in/return/${id}`;
export const farewellAddress = (id: string) => `${location.origin}/api/v1/sign-in/${id}/farewell`;
