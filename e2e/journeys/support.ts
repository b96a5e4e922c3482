import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const PASSWORD = 'correct horse battery';

/** What an administrator tells a newcomer; it is good for one sign-in. */
export const FIRST_PASSWORD = 'told by telephone once';

/** No page asks another host for anything, and none throws. */
export const test = base.extend({
  page: async ({ page, baseURL }, use) => {
    const foreign: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(baseURL!) && !url.startsWith('data:') && !url.startsWith('blob:')) foreign.push(url);
    });
    page.on('pageerror', (error) => errors.push(error.message));
    await use(page);
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
  },
});

/** Accessibility: no violation, in the light and in the dark theme. */
export async function accessible(page: Page) {
  // A colour on its way from one theme to the other has the contrast of neither.
  await page.addStyleTag({ content: '*, *::before, *::after { transition: none !important; animation: none !important }' });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      const found = await (window as unknown as { axe: { run: () => Promise<{ violations: unknown[] }> } }).axe.run();
      return (found.violations as { id: string; nodes: { html: string }[] }[]).map((each) => `${each.id}: ${each.nodes[0]?.html}`);
    });
    expect(violations).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

export async function trySignIn(page: Page, username: string, password: string) {
  await page.goto('/');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

export async function signIn(page: Page, username: string) {
  await trySignIn(page, username, PASSWORD);
  await expect(page.getByLabel('密码', { exact: true })).toHaveCount(0);
}

export async function replacePassword(page: Page) {
  await page.getByLabel('当前密码').fill(FIRST_PASSWORD);
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输入一次').fill(PASSWORD);
  await page.getByRole('button', { name: '修改密码' }).click();
  await expect(page.getByRole('button', { name: '修改密码' })).toHaveCount(0);
}

/** What the page sends along to show that it is the page. */
export async function ownHeaders(context: BrowserContext) {
  const token = (await context.cookies()).find(({ name }) => name === 'XSRF-TOKEN')!.value;
  return { 'X-XSRF-TOKEN': decodeURIComponent(token) };
}

/** Makes something as the page does that is signed in. */
export async function put(page: Page, path: string, data: object) {
  const answer = await page.request.put(`/api/v1${path}`, { data, headers: await ownHeaders(page.context()) });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
}

/** Somebody new whom an administrator adds; answers his id. */
export async function addNewcomer(page: Page, username: string, role: string) {
  const { items } = await (await page.request.get('/api/v1/roles')).json();
  const roleId = items.find((each: { name: string }) => each.name === role).id;
  const id = crypto.randomUUID();
  await put(page, `/users/${id}`, { username, displayName: username, password: FIRST_PASSWORD, roleId });
  return id;
}

/** Does something in a browser of its own, as somebody else. */
export async function as(page: Page, username: string, act: (own: Page) => Promise<void>) {
  const context = await page.context().browser()!.newContext({ baseURL: new URL(page.url()).origin });
  const own = await context.newPage();
  await signIn(own, username);
  await act(own);
  await context.close();
}

/** The first sign-in of somebody new, in a browser of his own: he replaces the password that he was given, and signs out. */
export async function settleIn(page: Page, username: string) {
  const context = await page.context().browser()!.newContext({ baseURL: new URL(page.url()).origin });
  const own = await context.newPage();
  await trySignIn(own, username, FIRST_PASSWORD);
  await replacePassword(own);
  await context.request.delete('/api/v1/session', { headers: await ownHeaders(context) });
  await context.close();
}

export async function addUser(page: Page, username: string, role: string) {
  const id = await addNewcomer(page, username, role);
  await settleIn(page, username);
  return id;
}

/** Pictures for people to look at, where `KEDANG_PICTURES` names a folder. */
export async function picture(page: Page, name: string) {
  if (process.env.KEDANG_PICTURES) await page.screenshot({ path: `${process.env.KEDANG_PICTURES}/${name}.png` });
}

export { expect };
