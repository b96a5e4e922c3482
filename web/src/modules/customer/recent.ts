import { ref } from 'vue';
import type { Customer } from '@/api/types';

/** The files opened last, newest first. In memory only: names of customers are not left behind in the browser. */
export const recentCustomers = ref<Customer[]>([]);

export function rememberCustomer(customer: Customer) {
  recentCustomers.value = [customer, ...recentCustomers.value.filter(({ id }) => id !== customer.id)].slice(0, 8);
}
