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
