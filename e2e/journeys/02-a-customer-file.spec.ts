import type { Locator } from '@playwright/test';
import { accessible, expect, picture, signIn, test } from './support';

test('a file is opened with its name alone, found by initials, and read on a phone', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/customers');
  await page.getByRole('button', { name: /新建/ }).first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('客户名称').fill('重庆江岳新材料有限公司');
  await drawer.getByRole('button', { name: '创建' }).click();
  await expect(page).toHaveURL(/customers\/[0-9a-f-]{36}/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('重庆江岳新材料有限公司');
  await picture(page, 'file-zh');
  await accessible(page);
  const file = page.url();

  await page.goto('/customers');
  await expect(page.getByRole('row').nth(2)).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog');
  await expect(palette).toBeVisible();
  await page.keyboard.type('cqjyxcl');
  await expect(palette.getByText('重庆江岳新材料有限公司').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(file);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await expect(page.getByText('重庆江岳新材料有限公司').first()).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await picture(page, 'file-zh-390');
  await accessible(page);
});

test('from the list one file follows the other by key, and back leads to the same list', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/customers');
  const names = page.getByRole('row').locator('a');
  await expect(names.nth(3)).toBeVisible();
  const [first, second] = [await names.nth(0).innerText(), await names.nth(1).innerText()];
  await names.nth(0).click();
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toContainText(first);
  await page.keyboard.press('j');
  await expect(title).toContainText(second);
  await page.keyboard.press('k');
  await expect(title).toContainText(first);
  await page.getByRole('link', { name: '客户' }).last().click();
  await expect(names.nth(0)).toHaveText(first);
});

test('what happened to a customer stands in one line, whole or one kind of it', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/customers?q=重庆江岳新材料');
  await page.getByRole('link', { name: '重庆江岳新材料有限公司' }).first().click();
  await page.getByRole('link', { name: '联系人', exact: true }).click();
  await page.getByRole('button', { name: '添加联系人' }).click();
  await page.getByRole('dialog').getByLabel('姓名').fill('单伟');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: '单伟' })).toBeVisible();
  await page.getByRole('link', { name: '拜访', exact: true }).click();
  await page.getByRole('button', { name: '记录拜访' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('会见人员').fill('单伟');
  await page.keyboard.press('Enter');
  await drawer.getByRole('textbox', { name: '内容' }).fill('送样，月底回复');
  await page.keyboard.press('Control+Enter');
  await expect(drawer).toBeHidden();

  await page.getByRole('link', { name: '时间轴' }).click();
  const timeline = page.getByRole('region', { name: '时间轴' });
  await expect(timeline.getByRole('listitem')).toHaveCount(3);
  await expect(timeline.getByRole('listitem').nth(0)).toContainText('拜访，会见单伟');
  await expect(timeline.getByRole('listitem').nth(1)).toContainText('添加了联系人单伟');
  await expect(timeline.getByRole('listitem').nth(2)).toContainText('建档');
  await picture(page, 'timeline-zh');
  await accessible(page);
  await timeline.getByRole('group', { name: '显示' }).getByText('联系人').click();
  await expect(page).toHaveURL(/only=PERSON/);
  await expect(timeline.getByRole('listitem')).toHaveCount(1);
  await timeline.getByRole('button', { name: '添加了联系人单伟' }).click();
  const history = page.getByRole('dialog', { name: '单伟的历史版本' });
  await expect(history.getByText('两个版本内容相同')).toBeVisible();
  await history.getByRole('button', { name: '关闭' }).click();
  await timeline.getByRole('group', { name: '显示' }).getByText('全部').click();
  await timeline.getByRole('link', { name: '建档' }).click();
  await expect(page.getByRole('region', { name: '历史版本' })).toBeVisible();
});

test('a contact who was changed by mistake gets back what he had', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/customers?q=重庆江岳新材料');
  await page.getByRole('link', { name: '重庆江岳新材料有限公司' }).first().click();
  await page.getByRole('link', { name: '联系人', exact: true }).click();
  await page.getByRole('button', { name: '编辑单伟' }).click();
  await page.getByRole('dialog').getByLabel('姓名').fill('单韦');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: '单韦' })).toBeVisible();
  await page.getByRole('button', { name: '单韦的历史版本' }).click();
  const history = page.getByRole('dialog', { name: '单韦的历史版本' });
  await expect(history.getByRole('row', { name: /姓名.*单伟.*单韦/ })).toBeVisible();
  await picture(page, 'person-history-zh');
  await accessible(page);
  await history.getByRole('button', { name: '将 1 项恢复为第 1 版的内容' }).click();
  await expect(page.getByText('已恢复第 1 版的内容')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(history).toBeHidden();
  await expect(page.getByRole('heading', { name: '单伟', exact: true })).toBeVisible();
});

test('an address is pasted in one line, chosen part by part, and saved as one change', async ({ page }) => {
  await signIn(page, 'admin');
  const { items } = await (await page.request.get('/api/v1/customers?size=1&sort=name')).json();
  const path = `/api/v1/customers/${items[0].id}`;
  const file = async () => (await page.request.get(path)).json();
  const before = await file();
  await page.goto(`/customers/${items[0].id}/details`);
  await page.getByRole('button', { name: '编辑地址' }).click();
  const drawer = page.getByRole('dialog', { name: '编辑地址' });
  await drawer.getByLabel('整行地址').fill('重庆市江北区建新北路1号');
  await page.keyboard.press('Enter');
  await expect(drawer.getByLabel('详细地址')).toHaveValue('建新北路1号');
  await picture(page, 'address-zh');
  await accessible(page);

  // Another province leaves no city and no district; a municipality is its own city.
  await choose(drawer, '省', '四川');
  await expect(drawer.locator('.region').nth(1)).not.toContainText('重庆市');
  await choose(drawer, '省', '重庆');
  await expect(drawer.locator('.region').nth(1)).toContainText('重庆市');
  await choose(drawer, '区县', '江北');
  // A list that is only looked into changes nothing.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(drawer.locator('.region').nth(2)).toContainText('江北区');
  await page.keyboard.press('Control+Enter');
  await expect(drawer).toBeHidden();

  await page.reload();
  const details = page.locator('.details');
  for (const part of ['重庆市', '江北区', '建新北路1号']) await expect(details).toContainText(part);
  const after = await file();
  expect(after.version).toBe(before.version + 1);
  expect(after.address).toMatchObject({ province: '重庆市', city: '重庆市', district: '江北区', street: '建新北路1号' });
});

async function choose(form: Locator, label: string, typed: string) {
  await form.getByLabel(label, { exact: true }).fill(typed);
  await expect(form.page().getByRole('option', { name: typed }).filter({ visible: true })).toHaveCount(1);
  await form.page().keyboard.press('Enter');
}
