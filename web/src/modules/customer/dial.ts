import type { Customer } from '@/api/types';

/** The number that a phone can call: not the masked ones, and the extension after a pause. */
export function dialable(customer: Pick<Customer, 'phone' | 'mobile'>): string | undefined {
  const numbers = [customer.mobile, customer.phone].filter((each): each is string => typeof each === 'string');
  return numbers.find((number) => number && !number.includes('*'))?.replace(/;ext=/, ',');
}
