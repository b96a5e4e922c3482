import openapi, { astToString } from 'openapi-typescript';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

/** `npm run api` writes it anew. */
it('is what the contract of the server gives', async () => {
  const contract = new URL('../../../api/openapi.json', import.meta.url);
  const generated = astToString(await openapi(contract));
  const committed = await readFile(new URL('./schema.ts', import.meta.url), 'utf8');
  expect(committed.endsWith(generated)).toBe(true);
});
