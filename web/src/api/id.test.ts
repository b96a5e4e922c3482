import { expect, it } from 'vitest';
import { newId } from './id';

it('is a UUID of version 7 that carries its time', () => {
  const id = newId(0x0123_4567_89ab, new Uint8Array(10).fill(0xff));
  expect(id).toBe('01234567-89ab-7fff-bfff-ffffffffffff');
});

it('sorts by the time it was made', () => {
  const ids = [1, 2, 0x1_0000_0000, 1_795_000_000_000].map((time) => newId(time));
  expect([...ids].sort()).toEqual(ids);
});
