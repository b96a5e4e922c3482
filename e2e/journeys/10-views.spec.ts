import type { Page } from '@playwright/test';
import { accessible, expect, picture, signIn, test } from './support';

test.describe.configure({ mode: 'serial' });

const COMPANIES = encodeURIComponent('{"field":"name","op":"contains","value":"公司"}');
const tabs = (page: Page) => page.getByRole('navigation', { name: '视图' });
const shownColumns = async (page: Page) =>
  (await page.getByRole('columnheader').allInnerTexts()).filter(Boolean);

test('what a list shows gets a name, and other columns than another view', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto(`/customers?f=${COMPANIES}&sort=name&columns=name:320,grade&density=compact`);
  await expect(page.getByText('已修改')).toBeVisible();
  await page.getByRole('button', { name: '另存为' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('视图名称').fill('名为公司的');
  await picture(page, 'view-drawer-zh');
  await accessible(page);
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(tabs(page).getByRole('link', { name: '名为公司的' })).toHaveAttribute('aria-current', 'page');
  await expect(page).toHaveURL(/customers\?view=[0-9a-f-]{36}$/);
  await expect(page.getByText('已修改')).toHaveCount(0);
  await expect.poll(async () => (await shownColumns(page)).length).toBe(2);
  await picture(page, 'views-zh');
  await accessible(page);

  await tabs(page).getByRole('link', { name: '全部' }).click();
  await expect.poll(async () => (await shownColumns(page)).length).toBeGreaterThan(2);
  await tabs(page).getByRole('link', { name: '名为公司的' }).click();
  await expect.poll(async () => (await shownColumns(page)).length).toBe(2);
});

test('a file, the way back, and a reload lead to the same view with what differs from it', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/customers');
  await tabs(page).getByRole('link', { name: '名为公司的' }).click();
  await page.getByRole('columnheader', { name: '客户名称' }).getByRole('button').click();
  await expect(page).toHaveURL(/view=[0-9a-f-]{36}&sort=-name$/);
  await expect(page.getByText('已修改')).toBeVisible();
  // Until the other order is there, the list before stands pale.
  await expect(page.locator('.stale')).toHaveCount(0);
  const address = page.url();
  const first = await page.getByRole('row').nth(1).innerText();
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(page).toHaveURL(/customers\/[0-9a-f-]{36}/);
  await page.goBack();
  await expect(page).toHaveURL(address);
  await page.reload();
  await expect.poll(() => page.getByRole('row').nth(1).innerText()).toBe(first);

  await page.getByRole('button', { name: '还原' }).click();
  await expect(page).not.toHaveURL(/sort=/);
  await expect(page.getByText('已修改')).toHaveCount(0);
});
