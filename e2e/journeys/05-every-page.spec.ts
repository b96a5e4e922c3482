import type { Page } from '@playwright/test';
import { accessible, expect, picture, signIn, test } from './support';

/** Every page that an administrator reaches, with an id of a file where it needs one. */
const PAGES = [
  '/customers',
  '/customers?voided=true',
  '/customers/:id',
  '/customers/:id/details',
  '/customers/:id/people',
  '/customers/:id/visits',
  '/customers/:id/orders',
  '/customers/:id/versions',
  '/imports',
  '/imports/new',
  '/classification',
  '/audit',
  '/settings/users',
  '/settings/departments',
  '/settings/roles',
  '/settings/access',
  '/settings/system',
  '/settings/look',
  '/refused',
  '/nowhere',
];

async function visit(page: Page, language: 'zh-CN' | 'en') {
  const { items } = await (await page.request.get('/api/v1/customers?size=5')).json();
  for (const path of PAGES) {
    const url = path.replace(':id', items[1].id);
    await page.goto(`${url}${url.includes('?') ? '&' : '?'}lang=${language}`);
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
    if (!path.endsWith('/look')) await expect(page.locator('.waiting'), path).toHaveCount(0);
    const text = await page.locator('body').innerText();
    expect(text.match(/\b(app|shared|customer|intake|audit|access|operation|classification)\.[a-z]+(\.[a-zA-Z]+)*\b/), path).toBeNull();
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
