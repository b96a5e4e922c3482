import type { SetupRequest } from '@/api/types';

/** What a company usually starts with; everything can be renamed or removed before anything is created. */
export function suggestedSetup(t: (key: string) => string): SetupRequest {
  const name = (key: string) => t(`operation.setup.suggested.${key}`);
  return {
    administrator: { username: '', displayName: '', password: '' },
    company: { name: '', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    departments: ['marketing', 'sales', 'service', 'archive'].map((key) => ({ key, name: name(key) })),
    roles: [
      { name: name('representative'), rank: 'EMPLOYEE', scope: 'OWN' },
      { name: name('departmentManager'), rank: 'MANAGER', scope: 'SUBTREE' },
      { name: name('marketingManager'), rank: 'MARKETING_MANAGER', scope: 'ALL' },
      { name: name('director'), rank: 'DIRECTOR', scope: 'ALL' },
    ],
    demoData: true,
  };
}
