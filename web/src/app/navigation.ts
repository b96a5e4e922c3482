import { Clock, PriceTag, Setting, Unlock, Upload, User } from '@element-plus/icons-vue';
import type { Component } from 'vue';
import type { Right } from '@/api/types';
import { may } from '@/modules/access/session';

export interface Destination {
  to: string;
  label: string;
  icon: Component;
  right: Right;
}

const all: Destination[] = [
  { to: '/customers', label: 'app.nav.customers', icon: User, right: 'CUSTOMER_READ' },
  { to: '/classification', label: 'app.nav.classification', icon: PriceTag, right: 'CLASSIFY' },
  { to: '/imports', label: 'app.nav.imports', icon: Upload, right: 'IMPORT' },
  { to: '/requests', label: 'app.nav.requests', icon: Unlock, right: 'CUSTOMER_READ' },
  { to: '/audit', label: 'app.nav.audit', icon: Clock, right: 'AUDIT_READ' },
  { to: '/settings', label: 'app.nav.settings', icon: Setting, right: 'ADMINISTER' },
];

/** What the signed-in user may open; the rest is absent, not greyed out. */
export function destinations(): Destination[] {
  return all.filter(({ right }) => may(right));
}
