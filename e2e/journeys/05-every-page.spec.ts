import type { Locator, Page } from '@playwright/test';
import { furnish, OPENED, PAGES } from './opened';
import { accessible, expect, picture, signIn, test } from './support';

async function visit(page: Page, language: 'zh-CN' | 'en') {
  const { items } = await (await page.request.get('/api/v1/customers?size=5')).json();
  for (const path of PAGES) {
    const url = path.replace(':id', items[1].id);
    await page.goto(`${url}${url.includes('?') ? '&' : '?'}lang=${language}`);
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
    if (!path.endsWith('/look')) await expect(page.locator('.waiting'), path).toHaveCount(0);
    const text = await page.locator('body').innerText();
    expect(text.match(/\b(app|shared|customer|disclosure|handover|intake|audit|access|operation|oversight|classification)\.[a-z]+(\.[a-zA-Z]+)*\b/), path).toBeNull();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
    await picture(page, `page${path.replace(/\W+/g, '-')}-${language}-${page.viewportSize()!.width}`);
    await accessible(page);
  }
}

test('every page is accessible in both themes, in Chinese on a desk', async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page, 'admin');
  await visit(page, 'zh-CN');
});

test('every page is accessible in both themes, in English on a phone', async ({ page }) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, 'admin');
  await visit(page, 'en');
});

test('everything that pages may show has happened in the company', async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, 'admin');
  await furnish(page);
});

for (const [language, width, word] of [
  ['zh-CN', 1440, (zh: string) => zh],
  ['en', 390, (_: string, en: string) => en],
] as const) {
  for (const [username, states] of Object.entries(OPENED)) {
    test(`what opens for ${username} is accessible in both themes, ${language} at ${width} pixels`, async ({ page }) => {
      test.setTimeout(300_000);
      await page.setViewportSize({ width, height: 844 });
      if (username === 'nobody') await page.goto(`/sign-in?lang=${language}`);
      else {
        await signIn(page, username);
        await page.goto(`/requests?lang=${language}`);
      }
      await expect(page.getByRole('heading').first()).toBeVisible();
      for (const [name, open] of Object.entries(states)) {
        await expect(await open(page, word), name).toBeVisible();
        await expect(page.locator('.waiting'), name).toHaveCount(0);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, name).toBeLessThanOrEqual(0);
        await picture(page, `open-${name.replace(/\W+/g, '-')}-${language}-${width}`);
        await accessible(page);
      }
    });
  }
}

test('a drawer takes the focus, closes by Esc even from a list, and gives the focus back', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/settings/users');
  const opener = page.getByRole('button', { name: '新建用户' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: '新建用户' });
  await expect(drawer.getByLabel('用户名')).toBeFocused();
  await drawer.getByRole('combobox').first().click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option').first()).toBeHidden();
  await expect(drawer).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(opener).toBeFocused();
});

test('Enter belongs to the input method while it composes', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/customers');
  await expect(page.getByRole('row').nth(2)).toBeVisible();
  const composeAndEnter = async (field: Locator) => {
    const typing = await page.context().newCDPSession(page);
    await field.focus();
    await typing.send('Input.imeSetComposition', { text: '江', selectionStart: 1, selectionEnd: 1 });
    await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true });
  };
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog');
  await composeAndEnter(palette.getByRole('combobox'));
  await expect(palette).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '新建', exact: true }).click();
  const drawer = page.getByRole('dialog', { name: '新建客户' });
  const name = drawer.getByLabel('客户名称');
  await name.fill('正在输入的名称');
  await composeAndEnter(name);
  await name.dispatchEvent('keydown', { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true });
  await expect(drawer).toBeVisible();
  await expect(page).toHaveURL(/customers$/);
});
