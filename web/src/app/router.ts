import { watch } from 'vue';
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { api, bodyOf, onNotQuiteIn } from '@/api/client';
import type { Right } from '@/api/types';
import { leftToDo, loadSession, may, session } from '@/modules/access/session';
import { i18n } from './i18n';
import { preferences } from './preferences';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title. */
    title: string;
    /** Without this right the page is refused before it is loaded. */
    right?: Right;
    /** For people who are not signed in. */
    open?: boolean;
    /** Where a provider sends the browser back: for whoever comes. */
    arrival?: boolean;
    /** What is to be done before anything else opens; for nobody else. */
    door?: boolean;
  }
}

/** What is no id leads to the page that says so, and is not asked for. */
const id = ':id([0-9a-fA-F-]{36})';

const routes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    component: () => import('@/modules/access/SignInPage.vue'),
    meta: { title: 'access.signIn.title', open: true },
  },
  {
    path: '/sign-in/return/:connection',
    component: () => import('@/modules/access/ReturnPage.vue'),
    meta: { title: 'access.signIn.title', arrival: true },
  },
  {
    path: '/setup',
    component: () => import('@/modules/operation/SetupPage.vue'),
    meta: { title: 'operation.setup.title', open: true },
  },
  {
    path: '/second-factor',
    component: () => import('@/modules/access/SecondFactorPage.vue'),
    meta: { title: 'access.factor.title', door: true },
  },
  {
    path: '/first-password',
    component: () => import('@/modules/access/FirstPasswordPage.vue'),
    meta: { title: 'access.firstPassword.title', door: true },
  },
  {
    path: '/',
    component: () => import('./AppShell.vue'),
    meta: { title: 'app.name' },
    children: [
      { path: '', redirect: '/customers' },
      {
        path: 'customers',
        component: () => import('@/modules/customer/CustomerListPage.vue'),
        meta: { title: 'app.nav.customers', right: 'CUSTOMER_READ' },
      },
      {
        path: `customers/${id}/:tab?`,
        component: () => import('@/modules/customer/CustomerPage.vue'),
        meta: { title: 'app.nav.customers', right: 'CUSTOMER_READ' },
      },
      {
        path: 'imports',
        component: () => import('@/modules/intake/ImportListPage.vue'),
        meta: { title: 'app.nav.imports', right: 'IMPORT' },
      },
      {
        path: 'imports/new',
        component: () => import('@/modules/intake/ImportNewPage.vue'),
        meta: { title: 'intake.new.title', right: 'IMPORT' },
      },
      {
        path: `imports/${id}`,
        component: () => import('@/modules/intake/ImportPage.vue'),
        meta: { title: 'app.nav.imports', right: 'IMPORT' },
      },
      {
        path: 'requests',
        component: () => import('@/modules/disclosure/RequestsPage.vue'),
        meta: { title: 'disclosure.title', right: 'CUSTOMER_READ' },
      },
      {
        path: 'bulk',
        component: () => import('@/modules/bulk/BulksPage.vue'),
        meta: { title: 'bulk.title', right: 'CUSTOMER_EDIT' },
      },
      {
        path: 'classification',
        component: () => import('@/modules/classification/ClassificationPage.vue'),
        meta: { title: 'classification.title', right: 'CLASSIFY' },
      },
      {
        path: 'audit',
        component: () => import('@/modules/audit/AuditPage.vue'),
        meta: { title: 'audit.title', right: 'AUDIT_READ' },
      },
      {
        path: 'settings',
        component: () => import('@/modules/access/SettingsPage.vue'),
        meta: { title: 'app.nav.settings' },
        redirect: () => (may('ADMINISTER') ? '/settings/users' : '/settings/security'),
        children: [
          {
            path: 'users',
            component: () => import('@/modules/access/UsersPage.vue'),
            meta: { title: 'access.users.title', right: 'ADMINISTER' },
          },
          {
            path: 'departments',
            component: () => import('@/modules/access/DepartmentsPage.vue'),
            meta: { title: 'access.departments.title', right: 'ADMINISTER' },
          },
          {
            path: 'roles',
            component: () => import('@/modules/access/RolesPage.vue'),
            meta: { title: 'access.roles.title', right: 'ADMINISTER' },
          },
          {
            path: 'fields',
            component: () => import('@/modules/field/FieldsPage.vue'),
            meta: { title: 'field.title', right: 'ADMINISTER' },
          },
          {
            path: 'policies',
            component: () => import('@/modules/oversight/PoliciesPage.vue'),
            meta: { title: 'oversight.title', right: 'ADMINISTER' },
          },
          {
            path: 'sign-in',
            component: () => import('@/modules/access/ConnectionsPage.vue'),
            meta: { title: 'access.connections.title', right: 'ADMINISTER' },
          },
          {
            path: 'handovers',
            component: () => import('@/modules/handover/HandoversPage.vue'),
            meta: { title: 'handover.title', right: 'ADMINISTER' },
          },
          {
            path: 'access',
            component: () => import('@/modules/access/TokensPage.vue'),
            meta: { title: 'access.own.title' },
          },
          {
            path: 'suites',
            component: () => import('@/modules/access/SuitesPage.vue'),
            meta: { title: 'access.suites.title', right: 'ADMINISTER' },
          },
          {
            path: 'security',
            component: () => import('@/modules/access/SecurityPage.vue'),
            meta: { title: 'access.security.title' },
          },
          {
            path: 'system',
            component: () => import('@/modules/operation/SystemPage.vue'),
            meta: { title: 'operation.system.title', right: 'ADMINISTER' },
          },
          {
            path: 'keys',
            component: () => import('@/modules/operation/KeysPage.vue'),
            meta: { title: 'operation.keys.title', right: 'ADMINISTER' },
          },
          {
            path: 'look',
            component: () => import('@/modules/operation/LookPage.vue'),
            meta: { title: 'operation.look.title', right: 'ADMINISTER' },
          },
        ],
      },
      {
        path: 'refused',
        component: () => import('./RefusedPage.vue'),
        meta: { title: 'app.refused.title' },
      },
      {
        path: ':rest(.*)*',
        component: () => import('./MissingPage.vue'),
        meta: { title: 'app.missing.title' },
      },
    ],
  },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

async function setupIsNeeded(): Promise<boolean> {
  return (await bodyOf(api.GET('/setup'))).needed;
}

router.beforeEach(async (to) => {
  const signedIn = session.value === undefined ? await loadSession() : session.value;
  if (to.meta.arrival) return true;
  if (to.meta.open) {
    if (signedIn) return '/';
    const setup = await setupIsNeeded();
    if (setup !== (to.path === '/setup')) return setup ? '/setup' : '/sign-in';
    return true;
  }
  if (!signedIn) return { path: '/sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
  const first = leftToDo(signedIn);
  if (first && to.path !== first) return first;
  if (!first && to.meta.door) return '/';
  if (to.meta.right && !may(to.meta.right)) return '/refused';
  return true;
});

onNotQuiteIn(async () => {
  const signedIn = await loadSession();
  if (signedIn) router.replace(leftToDo(signedIn) ?? '/');
});

watch(
  [router.currentRoute, () => preferences.language, i18n.global.locale],
  ([route]) => {
    const { t } = i18n.global;
    const page = route.meta.title && route.meta.title !== 'app.name' ? `${t(route.meta.title)} · ` : '';
    document.title = page + t('app.name');
  },
);
