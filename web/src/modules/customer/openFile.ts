import type { QueryClient } from '@tanstack/vue-query';
import { api, bodyOf } from '@/api/client';
import type { AbcExplanation, Customer, Order, OrderTotal, Person, Visit } from '@/api/types';

interface Pages<T> {
  items: T[];
  next?: string | null;
}

/** What each tab shows first; the server answers the same, page after page, at an address of its own. */
interface Tabs {
  people: { items: Person[]; more: boolean };
  orders: Pages<Order> & { totals: OrderTotal[] };
  visits: Pages<Visit>;
  classification: AbcExplanation | null;
}

/** Whether who looks at a file stands across its page. */
export function watermarkKey(id: string) {
  return ['watermark', id] as const;
}

/** Fetches a file with one request, and gives every tab its part as if it had asked for it itself. */
export async function openFile(queries: QueryClient, id: string, signal: AbortSignal): Promise<Customer> {
  const file = await bodyOf(api.GET('/customers/{id}/open', { params: { path: { id } }, signal }));
  const tabs = file.tabs as unknown as Tabs;
  queries.setQueryData(watermarkKey(id), file.watermark);
  queries.setQueryData(['people', id, false], tabs.people);
  queries.setQueryData(['orders', id], firstPage(tabs.orders));
  queries.setQueryData(['visits', id], firstPage(tabs.visits));
  queries.setQueryData(['customers', 'reasons', id], tabs.classification);
  return file.customer as unknown as Customer;
}

function firstPage<Page>(page: Page) {
  return { pages: [page], pageParams: [''] };
}
