// @vitest-environment happy-dom
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { mount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineComponent } from 'vue';
import { conflict } from './conflict';
import { useCustomerEdit } from './file';

const asked: { version: string | null; body: unknown }[] = [];

/** A server that refuses with `conflicts` until it is asked with version 9. */
function serve(conflicts: object[]) {
  asked.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    const version = request.headers.get('If-Match');
    asked.push({ version, body: await request.json() });
    const stale = { code: 'customer.version-stale', current: 9, conflicts };
    const [body, status] = version === '"9"' ? [{ id: 'c', version: 10 }, 200] : [stale, 412];
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
  });
}

function edit() {
  let made: ReturnType<typeof useCustomerEdit>;
  const component = defineComponent({
    setup() {
      made = useCustomerEdit('c');
      return () => null;
    },
  });
  mount(component, { global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] } });
  return made!;
}

afterEach(() => vi.unstubAllGlobals());

describe('saving a file that somebody else changed', () => {
  it('goes through by itself where the two changed different fields', async () => {
    serve([]);
    expect(await edit().save({ name: 'x' }, 7)).toMatchObject({ version: 10 });
    expect(asked.map(({ version }) => version)).toEqual(['"7"', '"9"']);
  });

  it('asks where they changed the same, and keeps what the user chose', async () => {
    serve([
      { field: 'name', base: 'a', theirs: 'b', yours: 'x' },
      { field: 'address.city', base: null, theirs: '成都', yours: '重庆' },
    ]);
    const saved = edit().save({ name: 'x', 'address.city': '重庆', remarks: 'r' }, 7);
    await vi.waitFor(() => expect(conflict.value?.fields).toHaveLength(2));
    conflict.value!.answer(['address.city']);
    await saved;
    expect(asked[1]!.body).toEqual({ address: { city: '重庆' }, remarks: 'r' });
  });

  it('sends nothing more when the user gives way', async () => {
    serve([{ field: 'name', base: 'a', theirs: 'b', yours: 'x' }]);
    const saved = edit().save({ name: 'x' }, 7);
    await vi.waitFor(() => expect(conflict.value).toBeDefined());
    conflict.value!.answer([]);
    expect(await saved).toBeUndefined();
    expect(asked).toHaveLength(1);
  });
});
