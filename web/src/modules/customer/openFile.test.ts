// @vitest-environment happy-dom
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { mount } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { defineComponent } from 'vue';
import { useCustomer } from './file';
import { usePeople } from './people';

const asked: string[] = [];

function serve(answers: Record<string, unknown>) {
  asked.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url).pathname.replace('/api/v1', '');
    asked.push(path);
    return new Response(JSON.stringify(answers[path]), { headers: { 'Content-Type': 'application/json' } });
  });
}

const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 5_000 } } });

/** What a component gets that uses `made`. */
function using<T>(made: () => T): T {
  let got: T;
  const component = defineComponent({
    setup() {
      got = made();
      return () => null;
    },
  });
  mount(component, { global: { plugins: [[VueQueryPlugin, { queryClient: queries }]] } });
  return got!;
}

afterEach(() => vi.unstubAllGlobals());

it('opens a file and its tabs with one request, and reads only the file again', async () => {
  const tabs = {
    people: { items: [{ id: 'p', name: '王' }], more: false },
    orders: { items: [], next: null, totals: [] },
    visits: { items: [], next: null },
    classification: null,
  };
  serve({
    '/customers/c/open': { customer: { id: 'c', version: 3 }, watermark: true, tabs },
    '/customers/c': { id: 'c', version: 4 },
  });
  const { customer, refetch } = using(() => useCustomer('c'));
  await vi.waitFor(() => expect(customer.value?.version).toBe(3));
  expect(using(() => usePeople('c')).people.value).toEqual(tabs.people.items);
  expect(asked).toEqual(['/customers/c/open']);
  await refetch();
  expect(customer.value?.version).toBe(4);
  expect(asked).toEqual(['/customers/c/open', '/customers/c']);
});
