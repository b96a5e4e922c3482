import type { Company, SetupRequest } from '@/api/types';

type Draft = SetupRequest & { company: Company };

/** What a company usually starts with; everything can be renamed or removed before anything is created. */
export function suggestedSetup(t: (key: string) => string): Draft {
  const departments = ['marketing', 'sales', 'service', 'archive'];
  return {
    administrator: { username: '', displayName: '', password: '' },
    company: { name: '', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    departments: departments.map((key) => ({ key, name: t(`operation.setup.suggested.${key}`) })),
    roles: [],
    demoData: true,
    code: '',
  };
}
