import type { Page } from '@playwright/test';
import { accessible, addUser, as, expect, picture, signIn, test } from './support';

test.describe.configure({ mode: 'serial' });

async function choose(page: Page, label: string, option: string) {
  const item = page.getByRole('dialog').locator('.el-form-item').filter({ has: page.getByText(label, { exact: true }) });
  await item.locator('.el-select').click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('a field that an administrator makes is in form, list, filter and search at once', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, 'admin');
  await page.goto('/settings/fields');
  await expect(page.getByText('还没有自定义字段')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: '新建字段' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('显示名（中文）').fill('包装颜色');
  await drawer.getByLabel('显示名（英文）').fill('Packing colour');
  await expect(drawer.getByLabel('接口名称')).toHaveValue('packingColour');
  await choose(page, '类型', '单选');
  for (const [place, [chinese, english]] of [['琥珀色', 'Amber'], ['透明', 'Clear']].entries()) {
    await drawer.getByRole('button', { name: '添加选项' }).click();
    await drawer.getByLabel(`第 ${place + 1} 项的中文`).fill(chinese!);
    await drawer.getByLabel(`第 ${place + 1} 项的英文`).fill(english!);
  }
  await drawer.getByText('必填：新建档案时必须有值').click();
  await drawer.getByText('默认显示在列表中').click();
  await drawer.getByLabel('填写说明（中文）').fill('以最近一次发货为准');
  await picture(page, 'custom-field-drawer-zh');
  await accessible(page);
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('row', { name: /包装颜色/ })).toContainText('单选');
  await expect(drawer).toHaveCount(0);
  await picture(page, 'custom-fields-zh');

  await page.goto('/customers');
  await page.getByRole('button', { name: /新建/ }).first().click();
  const entry = page.getByRole('dialog');
  await entry.getByLabel('客户名称').fill('成都琥珀包装有限公司');
  await expect(entry.getByText('以最近一次发货为准')).toBeVisible();
  await entry.getByRole('button', { name: '创建' }).click();
  await expect(entry.locator('.el-form-item', { hasText: '包装颜色' }).locator('.el-form-item__error')).toBeVisible();
  await choose(page, '包装颜色', '琥珀色');
  await entry.getByRole('button', { name: '创建' }).click();
  await expect(page).toHaveURL(/customers\/[0-9a-f-]{36}/);
  await page.getByRole('tab', { name: '资料' }).or(page.getByRole('link', { name: '资料' })).first().click();
  await expect(page.getByText('琥珀色', { exact: true })).toBeVisible();
  await picture(page, 'custom-field-file-zh');

  await page.goto('/customers');
  await expect(page.getByRole('columnheader', { name: '包装颜色' })).toBeVisible();
  await expect(page.getByRole('row', { name: /成都琥珀包装有限公司/ })).toContainText('琥珀色');
  await accessible(page);
});

test('who does not administer meets the field, in English too, and no page to make one', async ({ page }) => {
  await signIn(page, 'admin');
  await addUser(page, 'packer', '业务员');
  await as(page, 'packer', async (own) => {
    await own.goto('/settings/fields');
    await expect(own).toHaveURL(/refused/);
    const answer = await own.request.get('/api/v1/fields', { headers: { 'Accept-Language': 'en' } });
    const field = (await answer.json()).fields.find(({ key }: { key: string }) => key === 'custom.packingColour');
    expect(field).toMatchObject({ label: 'Packing colour', required: true });
    expect(field.options.map(({ label }: { label: string }) => label)).toEqual(['Amber', 'Clear']);
  });
});
