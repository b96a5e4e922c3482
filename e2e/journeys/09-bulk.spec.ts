import type { Page } from '@playwright/test';
import { accessible, expect, ownHeaders, picture, put, signIn, test } from './support';

test.describe.configure({ mode: 'serial' });

const names = ['批改一号商行', '批改二号商行', '批改三号商行'];
const LIST = `/customers?f=${encodeURIComponent('{"field":"name","op":"contains","value":"批改"}')}`;
const files = new Map<string, string>();

const drawer = (page: Page) => page.getByRole('dialog', { name: '批量修改' });
const newest = (page: Page) => page.locator('.cards > .card').first();

async function remarksOf(page: Page, name: string) {
  const answer = await page.request.get(`/api/v1/customers/${files.get(name)}`);
  return (await answer.json()).remarks as string | null;
}

async function change(page: Page, remarks: string) {
  await drawer(page).locator('.el-select', { has: page.getByLabel('字段', { exact: true }) }).click();
  await page.getByRole('option', { name: '备注', exact: true }).click();
  await drawer(page).getByLabel('新值').fill(remarks);
  await drawer(page).getByRole('button', { name: '预览结果' }).click();
}

test('two ticked files are looked at, then changed', async ({ page }) => {
  await signIn(page, 'admin');
  for (const name of names) {
    const id = crypto.randomUUID();
    files.set(name, id);
    await put(page, `/customers/${id}`, { kind: 'ORGANISATION', name, remarks: `原来的${name}` });
  }
  await page.goto(LIST);
  await page.getByLabel(`勾选 ${names[0]}`).check();
  await page.getByLabel(`勾选 ${names[1]}`).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('已选 2 份')).toBeVisible();
  await picture(page, 'bulk-ticked-zh');
  await accessible(page);

  await page.getByRole('group', { name: '已勾选的档案' }).getByRole('button', { name: '批量修改' }).click();
  await change(page, '统一的备注');
  await expect(drawer(page).getByRole('region', { name: '预览' })).toContainText('将修改2');
  await picture(page, 'bulk-drawer-zh');
  await accessible(page);
  await drawer(page).getByLabel('新值').fill('统一的新备注');
  await expect(drawer(page).getByRole('region', { name: '预览' })).toHaveCount(0);
  await drawer(page).getByRole('button', { name: '预览结果' }).click();
  await drawer(page).getByRole('button', { name: '修改 2 份' }).click();
  await page.getByRole('button', { name: '查看进度' }).click();
  await expect(newest(page)).toContainText('已修改 2');
  await expect(newest(page)).toContainText('修改字段 · 备注');
  expect(await remarksOf(page, names[0]!)).toBe('统一的新备注');
  expect(await remarksOf(page, names[2]!)).toBe(`原来的${names[2]}`);
});

test('the whole list is changed and taken back, except what somebody changed since', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto(LIST);
  await page.getByRole('button', { name: '批量修改' }).click();
  await expect(drawer(page)).toContainText('当前整个列表（3 份档案）');
  await change(page, '统一的新备注');
  await expect(drawer(page).getByRole('region', { name: '预览' })).toContainText('将修改1');
  await expect(drawer(page).getByRole('region', { name: '预览' })).toContainText('无需修改2');
  await drawer(page).getByLabel('新值').fill('再改一次');
  await drawer(page).getByRole('button', { name: '预览结果' }).click();
  await drawer(page).getByRole('button', { name: '修改 3 份' }).click();
  await page.goto('/bulk');
  await expect(newest(page)).toContainText('已修改 3');
  await expect(newest(page).getByRole('button', { name: '整体撤销' })).toBeVisible();

  const file = `/api/v1/customers/${files.get(names[2]!)}`;
  const { version } = await (await page.request.get(file)).json();
  const headers = { ...(await ownHeaders(page.context())), 'If-Match': `"${version}"`, 'Content-Type': 'application/merge-patch+json' };
  expect((await page.request.patch(file, { data: '{"remarks":"后来改的"}', headers })).ok()).toBe(true);

  await newest(page).getByRole('button', { name: '整体撤销' }).click();
  await picture(page, 'bulk-undo-zh');
  await page.getByRole('dialog').getByRole('button', { name: '整体撤销' }).click();
  await expect(newest(page)).toContainText('已恢复 2');
  await expect(newest(page)).toContainText('部分或全部保持不变 1');
  expect(await remarksOf(page, names[0]!)).toBe('统一的新备注');
  expect(await remarksOf(page, names[2]!)).toBe('后来改的');
  await picture(page, 'bulk-page-zh');
  await accessible(page);

  await newest(page).getByRole('button', { name: '逐份查看' }).click();
  const rows = page.getByRole('dialog', { name: '逐份查看' });
  await expect(rows.getByRole('listitem').filter({ hasText: names[2]! })).toContainText('保持不变：备注');
  await picture(page, 'bulk-rows-zh');
  await accessible(page);
});

test('a bulk change fits on a phone and speaks English', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, 'admin');
  await page.goto(LIST);
  await page.getByRole('button', { name: '批量修改' }).click();
  await expect(drawer(page)).toContainText('当前整个列表（3 份档案）');
  await picture(page, 'bulk-drawer-phone-zh');
  await accessible(page);
  await page.goto('/bulk?lang=en');
  await expect(page.getByRole('heading', { name: 'Bulk change' })).toBeVisible();
  await expect(newest(page)).toContainText('Brought back 2');
  await picture(page, 'bulk-page-phone-en');
  await accessible(page);
});
