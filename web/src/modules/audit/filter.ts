/** What narrows the register; the names stand in the address. */
export type Filter = 'user' | 'action' | 'group' | 'outcome' | 'of' | 'address' | 'from' | 'until' | 'customer' | 'number';
