// @vitest-environment happy-dom
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { ref, type Component, type Ref } from 'vue';
import zh from '@/locales/zh-CN';
import { loadSession } from '@/modules/access/session';
import * as screen from '@/shared/screen';
import { i18n, loadLanguage } from './i18n';
import { router } from './router';

vi.mock('@/shared/screen', () => ({ narrow: ref(false), medium: ref(false) }));
vi.mock('./live', () => ({ useLiveChanges: () => {}, onLiveChange: () => {} }));

const SESSION = {
  user: { displayName: '王小明', departmentName: '', roleName: '' },
  company: { timeZone: 'Asia/Shanghai' },
  rights: [],
  password: 'OWN',
  secondFactor: 'NONE',
};

const asked: string[] = [];
let mounted: VueWrapper | undefined;

beforeEach(async () => {
  asked.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname } = new URL(request.url);
    asked.push(`${request.method} ${pathname}`);
    const body = pathname.endsWith('/session') ? SESSION : pathname.endsWith('/devices') ? [] : { items: [] };
    return request.method === 'DELETE'
      ? new Response(null, { status: 204 })
      : new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
  });
  vi.stubGlobal('location', Object.assign(Object.create(window.location), { assign: () => {}, replace: () => {}, reload: () => {} }));
  await loadSession();
});

afterEach(() => {
  mounted?.unmount();
  vi.unstubAllGlobals();
});

/** The page of a route itself, or the frame that it stands in. */
async function outermost(path: string): Promise<Component> {
  const load = router.resolve(path).matched[0]!.components!.default as () => Promise<{ default: Component }>;
  return (await load()).default;
}

async function opened(page: Component): Promise<VueWrapper> {
  mounted = mount(page, {
    attachTo: document.body,
    global: { plugins: [i18n, router, [VueQueryPlugin, { queryClient: new QueryClient() }]], stubs: { RouterView: true } },
  });
  await flushPromises();
  return mounted;
}

/** Wherever it stands: drawers are no children of their page. */
function button(name: string): HTMLElement | undefined {
  return Array.from(document.querySelectorAll('button')).find(
    (each) => each.textContent?.trim() === name || each.getAttribute('aria-label')?.includes(name),
  );
}

/** Every page that whoever is signed in can come to, ids filled in. */
const paths = router
  .getRoutes()
  .filter(({ meta }) => !meta.open && !meta.arrival)
  .map(({ path }) => path.replace(/:id\([^)]*\)/, '00000000-0000-0000-0000-000000000000').replace('/:tab?', '').replace(/:rest.*/, 'nowhere'));

let frames: Component[] = [];

beforeAll(async () => {
  await loadLanguage('zh-CN');
  frames = [...new Set(await Promise.all(paths.map(outermost)))];
}, 60_000);

it('few frames hold all pages', () => {
  expect(paths.length).toBeGreaterThan(20);
  expect(frames).toHaveLength(3);
});

it.each([
  ['a desk', false, SESSION.user.displayName],
  ['a phone', true, zh.app.nav.more],
])('whoever is signed in has the way out in the frame of every page, on %s', async (_, isNarrow, menu) => {
  (screen.narrow as Ref<boolean>).value = isNarrow;
  for (const frame of frames) {
    const page = await opened(frame);
    button(menu)?.click();
    await flushPromises();
    const out = button(zh.access.signOut);
    expect(out, (frame as { __name?: string }).__name).toBeDefined();
    out!.click();
    await vi.waitFor(() => expect(asked).toContain('DELETE /api/v1/session'));
    asked.length = 0;
    page.unmount();
  }
}, 30_000);
