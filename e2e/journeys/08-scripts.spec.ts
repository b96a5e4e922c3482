import type { APIResponse, Browser, Page } from '@playwright/test';
import { expect, FIRST_PASSWORD, PASSWORD, settleIn, signIn, test } from './support';
import { payloads, type Payload } from './payloads';
import { watchFor, type Findings } from './smuggling';

/**
 * Texts that a browser could take for scripts, in every field that takes text, by every page that shows it. The suite
 * brings each once somewhere and many into each field; `./kedang goal s4` brings every one into every field.
 */
const FULL = process.env.KEDANG_GOAL_FULL === 'true';
const SEED = Number(process.env.KEDANG_GOAL_SEED ?? 20261122);
const TEXTS = payloads(Number(process.env.KEDANG_GOAL_COUNT ?? (FULL ? 500 : 47)), SEED);
const FILES = FULL ? TEXTS.length : Math.min(8, TEXTS.length);
const COLUMNS_AT_ONCE = 40;
const TABS = ['', '/details', '/people', '/visits', '/orders', '/versions'];

interface Field {
  key: string;
  type: string;
  kinds: string[];
  writable: boolean;
  maxLength: number;
}

const textTypes = ['TEXT', 'LONG_TEXT', 'LINK', 'EMAIL', 'PHONE'];

/** The text number `n` of those, beginning anew after the last. */
const text = (n: number) => TEXTS[n % TEXTS.length]!.text;

/** As much of it as a name may hold. */
const cut = (name: string, fields: Field[]) => name.slice(0, fields.find(({ key }) => key === 'name')!.maxLength - 1);

/** What tells an import apart, whatever the server leaves of a file's name. */
const csv = (lines: string[][]) => lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

/** Speaks to the server as the page does that is signed in. */
class Sender {
  constructor(private readonly page: Page) {}

  async send(method: string, path: string, data?: unknown, headers: Record<string, string> = {}): Promise<APIResponse> {
    for (;;) {
      const token = (await this.page.context().cookies()).find(({ name }) => name === 'XSRF-TOKEN')?.value ?? '';
      const answer = await this.page.request.fetch(`/api/v1${path}`, {
        method,
        data: data as object,
        headers: { 'X-XSRF-TOKEN': decodeURIComponent(token), ...headers },
      });
      if (answer.status() !== 429) return answer;
      await new Promise((done) => setTimeout(done, 1000 * Number(answer.headers()['retry-after'] ?? 1)));
    }
  }

  async get(path: string) {
    return (await this.send('GET', path)).json();
  }

  /** Whether it was taken; what is refused must be refused for what it holds. */
  async put(path: string, body: unknown, headers?: Record<string, string>): Promise<boolean> {
    const answer = await this.send(headers ? 'PATCH' : 'PUT', path, body, headers);
    if (!answer.ok()) expect([409, 422], `${path} ${JSON.stringify(body)} ${await answer.text()}`).toContain(answer.status());
    return answer.ok();
  }

  async bring(name: string, content: string) {
    const token = (await this.page.context().cookies()).find((cookie) => cookie.name === 'XSRF-TOKEN')!;
    const file = { name, mimeType: 'text/csv', buffer: Buffer.from(content) };
    const answer = await this.page.request.post('/api/v1/imports', {
      headers: { 'X-XSRF-TOKEN': decodeURIComponent(token.value) },
      multipart: { file },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()).id as string;
  }

  /** A record whose fields hold texts, without those fields that refuse what they would hold. */
  async fill(path: string, fields: Field[], first: number, base: Record<string, unknown>): Promise<number> {
    const values = new Map<string, string>();
    fields.forEach((field, n) => {
      const value = text(first + n);
      if (value.length <= (field.maxLength || Infinity)) values.set(field.key, value);
    });
    for (;;) {
      const answer = await this.send('PUT', path, nested(values, base), { 'Kedang-Reason': 'same numbers' });
      if (answer.ok()) return values.size;
      const said = await answer.text();
      const { errors = [] } = JSON.parse(said);
      const refused = errors.filter(({ field }: { field: string }) => values.delete(field));
      expect(refused, `${answer.status()} ${path} ${said}`).not.toEqual([]);
    }
  }
}

function nested(values: Map<string, string>, base: Record<string, unknown>) {
  const body: Record<string, unknown> = { ...base };
  for (const [key, value] of values) {
    const parts = key.split('.');
    const last = parts.pop()!;
    let at = body;
    for (const part of parts) at = (at[part] ??= {}) as Record<string, unknown>;
    at[last] = value;
  }
  return body;
}

/** The company is there when other journeys came before. */
async function ensureCompany(page: Page) {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  const sender = new Sender(page);
  if (!(await sender.get('/setup')).needed) return;
  const administrator = { username: 'admin', displayName: '系统管理员', password: PASSWORD };
  const company = { name: '大华贸易', timeZone: 'Asia/Shanghai' };
  const made = await sender.send('POST', '/setup', { administrator, company });
  expect(made.ok(), await made.text()).toBe(true);
}

interface Brought {
  organisations: string[];
  persons: string[];
  voided: string[];
  imports: string[];
  /** How many of the texts come in by addresses. */
  typed: number;
  values: number;
}

async function bringFiles(sender: Sender, brought: Brought) {
  const of = async (kind: string) =>
    ((await sender.get(`/fields?of=${kind}`)).fields as Field[]).filter((field) => field.writable && textTypes.includes(field.type));
  const [customer, person] = [await of('customer'), await of('person')];
  const stride = FULL ? 1 : customer.length;
  for (let n = 0; n < FILES; n++) {
    for (const kind of ['ORGANISATION', 'PERSON'] as const) {
      const id = crypto.randomUUID();
      const fields = customer.filter((field) => !field.kinds.length || field.kinds.includes(kind));
      brought.values += await sender.fill(`/customers/${id}`, fields, n * stride, { kind, name: cut(text(n), fields) + (kind === 'PERSON' ? ' ' : '') });
      if (kind === 'PERSON') {
        brought.persons.push(id);
        continue;
      }
      brought.organisations.push(id);
      brought.values += await sender.fill(`/customers/${id}/people/${crypto.randomUUID()}`, person, n * stride, { name: cut(text(n), person) });
      const visit = { visitedOn: '2026-01-05', place: text(n + 1), peopleMet: [text(n + 2)], summary: text(n + 3) };
      await sender.put(`/customers/${id}/visits/${crypto.randomUUID()}`, visit);
      const order = { customerId: id, orderNumber: text(n).slice(0, 60), orderedOn: '2026-01-05', status: 'DRAFT' };
      const total = { amount: '1.00', currency: 'CNY' };
      await sender.put(`/orders/${crypto.randomUUID()}`, { ...order, total, place: text(n + 1), breach: text(n + 2), remark: text(n + 3) });
      await sender.put(`/customers/${id}/grade`, { grade: 'B', reason: text(n + 4) });
      const { version } = await sender.get(`/customers/${id}`);
      const patch = { 'Content-Type': 'application/merge-patch+json', 'If-Match': `"${version}"` };
      await sender.put(`/customers/${id}`, { remark: text(n + 5) }, patch);
    }
  }
  for (const id of brought.persons.slice(0, 3)) {
    const answer = await sender.send('POST', `/customers/${id}/void`, { reason: text(brought.voided.length) });
    expect(answer.ok(), await answer.text()).toBe(true);
    brought.voided.push(id);
  }
}

async function bringSettings(sender: Sender) {
  const roleId = (await sender.get('/roles')).items.find(({ code }: { code: string }) => code === 'administrator').id;
  const id = () => crypto.randomUUID();
  for (const [n, payload] of TEXTS.entries()) {
    const name = payload.text;
    await sender.put(`/departments/${id()}`, { name });
    await sender.put(`/roles/${id()}`, { name, rank: 'EMPLOYEE', scope: 'OWN', rights: [] });
    await sender.put(`/tokens/${id()}`, { name: name.slice(0, 100) });
    const condition = { field: 'name', op: 'contains', value: name };
    await sender.put(`/policies/${id()}`, { name, enabled: false, effect: 'ALLOW', actions: ['FIND'], level: 'ANNOUNCED', relation: 'OWNER', condition });
    const user = { username: `s4-${n}`, displayName: name, password: FIRST_PASSWORD, roleId };
    if (n < FILES) await sender.put(`/users/${id()}`, user);
    const oidc = { issuer: 'https://id.example.com', clientId: name, scopes: ['openid', name.slice(0, 100)], usernameClaim: name.slice(0, 100), factorValues: [name], endsTheirSession: false };
    const admission = { linking: 'NEVER', creates: false, roles: [], rolesFollow: false };
    if (n < FILES) await sender.put(`/sign-in-connections/${id()}`, { name, kind: 'OIDC', enabled: n < 3, settings: { oidc }, admission, secret: 'x' });
    if (n < FILES) await sender.put(`/export-requests/${id()}`, { export: { q: name, format: 'XLSX' }, purpose: name });
  }
}

async function bringImports(sender: Sender, brought: Brought) {
  for (let first = 0; first < TEXTS.length; first += COLUMNS_AT_ONCE) {
    const columns = TEXTS.slice(first, first + COLUMNS_AT_ONCE).map((payload: Payload) => payload.text);
    brought.imports.push(await sender.bring(`${text(first)}.csv`, csv([['客户名称', ...columns], ['甲', ...columns], ['乙', ...columns]])));
  }
  for (const payload of TEXTS) await sender.bring(`${payload.text}.csv`, csv([['客户名称'], [payload.text]]));
}

/** How many of the texts stand in the page, letter by letter. */
async function countShown(page: Page) {
  const seen = await page.evaluate(() => {
    const typed = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
    return `${document.body.textContent} ${typed.join(' ')} ${document.title}`;
  });
  return TEXTS.filter((payload) => seen.includes(payload.text.trim())).length;
}

/** Opens a page and waits until what it asked for is there, and what might have been smuggled in has had its chance. */
async function show(page: Page, path: string) {
  await page.goto(path, { waitUntil: 'domcontentloaded' });
  await expect(page.getByRole('heading', { level: 1 }).first(), path).toBeVisible();
  await expect(page.locator('.waiting'), path).toHaveCount(0);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
  return countShown(page);
}

const encoded = (payload: string) => encodeURIComponent(payload);

/** Everything that shows what was brought, and what an address may bring by itself. */
async function* views(brought: Brought): AsyncGenerator<[string, string]> {
  yield ['list', '/customers?size=200'];
  yield ['list', '/customers?voided=true'];
  for (const page of ['departments', 'roles', 'policies', 'users', 'sign-in', 'access', 'handovers', 'suites', 'system', 'keys', 'security']) {
    yield ['settings', `/settings/${page}`];
  }
  yield ['requests', '/requests'];
  yield ['audit', '/audit'];
  yield ['imports', '/imports'];
  for (const id of brought.imports) {
    for (const step of ['file', 'mapping', 'values', 'check']) yield ['import', `/imports/${id}?step=${step}`];
  }
  for (const id of brought.organisations) for (const tab of TABS) yield ['file', `/customers/${id}${tab}`];
  for (const id of [...brought.persons.slice(3), ...brought.voided]) yield ['file', `/customers/${id}/details`];
  for (const payload of TEXTS.slice(0, brought.typed)) {
    yield ['search', `/customers?q=${encoded(payload.text)}`];
    yield ['address', `/customers?filter=${encoded(payload.text)}&sort=${encoded(payload.text)}`];
    yield ['address', `/${encoded(payload.text.replaceAll(/[\\/;%.]/g, ''))}`]; // the server itself refuses these
    yield ['address', `/settings/users?${encoded(payload.text)}#${encoded(payload.text)}`];
  }
}

/** What is opened by hand: the print view, the palette, an entry of the register. */
async function openByHand(page: Page, brought: Brought) {
  await show(page, `/customers/${brought.organisations[0]}`);
  await page.emulateMedia({ media: 'print' });
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Control+k');
  for (const payload of TEXTS.slice(0, 5)) {
    await page.getByRole('dialog').getByRole('combobox').fill(payload.text);
    await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  }
  await page.keyboard.press('Escape');
  await show(page, '/audit');
  await page.getByRole('row').nth(1).click();
}

/** Reads every page; what the browser did meanwhile stands in the findings. */
async function readAll(browser: Browser, baseURL: string, brought: Brought, bypassCSP: boolean) {
  const context = await browser.newContext({ baseURL, bypassCSP });
  const findings = await watchFor(context);
  const page = await context.newPage();
  const shown: Record<string, number> = {};
  await signIn(page, 'admin');
  let done = 0;
  for await (const [what, path] of views(brought)) {
    shown[what] = (shown[what] ?? 0) + (await show(page, path));
    if (FULL && ++done % 100 === 0) console.error(`${done} pages, ${findings.ran.length} ran, ${findings.smuggled.length} smuggled`);
  }
  await openByHand(page, brought);
  await context.clearCookies();
  await signIn(page, 's4-0');
  shown.own = await show(page, '/settings/security');
  await show(page, '/requests'); // what others ask him
  await context.close();
  return { findings, shown };
}

function expectNothing({ ran, smuggled, violations }: Findings) {
  expect.soft(smuggled, 'elements that came from texts').toEqual([]);
  expect.soft(ran, 'texts that have run').toEqual([]);
  expect(violations, 'what the security policy refused').toEqual([]);
}

test('no text runs, on whatever page it stands', { tag: '@s4' }, async ({ page, browser, baseURL }, info) => {
  test.setTimeout(FULL ? 3_600_000 : 600_000);
  await ensureCompany(page);
  await page.context().clearCookies();
  await signIn(page, 'admin');
  const sender = new Sender(page);
  const brought: Brought = { organisations: [], persons: [], voided: [], imports: [], typed: FILES, values: 0 };
  await bringSettings(sender);
  await settleIn(page, 's4-0');
  await bringFiles(sender, brought);
  await bringImports(sender, brought);

  // Without the security policy, so that what it would have stopped is found too …
  const open = await readAll(browser, baseURL!, brought, true);
  info.annotations.push({ type: 'texts', description: `${TEXTS.length}` }, { type: 'values', description: `${brought.values}` });
  info.annotations.push({ type: 'shown', description: JSON.stringify(open.shown) });
  for (const what of ['list', 'settings', 'import', 'file', 'search', 'own']) {
    expect.soft(open.shown[what], `texts seen: ${what}`).toBeGreaterThan(0);
  }
  expectNothing(open.findings);

  // … and with it, where nothing that the page itself does may be refused.
  const few = { ...brought, organisations: brought.organisations.slice(0, 2), persons: [], imports: brought.imports.slice(0, 1), typed: 2 };
  expectNothing((await readAll(browser, baseURL!, few, false)).findings);
});

test('what texts are printed into is no page', { tag: '@s4' }, async ({ page }) => {
  await signIn(page, 'admin');
  const { items } = await (await page.request.get('/api/v1/customers?size=1')).json();
  for (const [form, shown] of [
    ['pdf', /^application\/pdf/],
    ['docx', /^application\/vnd\.openxmlformats/],
  ] as const) {
    const answer = await page.request.get(`/api/v1/customers/${items[0].id}/print/file-form.${form}`);
    expect(answer.status(), form).toBe(200);
    expect(answer.headers()['content-type'], form).toMatch(shown);
    expect(answer.headers()['x-content-type-options'], form).toBe('nosniff');
  }
});

test('the watch notices a text that becomes an element', { tag: '@s4' }, async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, bypassCSP: true });
  const findings = await watchFor(context);
  const page = await context.newPage();
  await page.goto('/');
  const missed: string[] = [];
  for (const { id, text: payload } of TEXTS.slice(0, 37)) {
    const before = findings.smuggled.length + findings.ran.length;
    const isMarkup = await page.evaluate((html) => {
      const planted = document.createElement('div');
      planted.innerHTML = html;
      document.body.append(planted);
      planted.remove();
      return planted.childElementCount > 0;
    }, payload);
    if (isMarkup && findings.smuggled.length + findings.ran.length === before) missed.push(`${id} ${payload}`);
  }
  await context.close();
  expect(missed).toEqual([]);
});
