import type { Locator, Page } from '@playwright/test';
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
  '/requests',
  '/imports',
  '/imports/new',
  '/classification',
  '/audit',
  '/settings/users',
  '/settings/departments',
  '/settings/suites',
  '/settings/roles',
  '/settings/policies',
  '/settings/sign-in',
  '/settings/handovers',
  '/settings/security',
  '/settings/access',
  '/settings/system',
  '/settings/keys',
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

/** What opens on a page, by the words of both languages: the page, what is pressed there, and what must be in sight. */
const OPENED: Record<string, (page: Page, word: (zh: string, en: string) => string) => Promise<Locator>> = {
  'the command palette': async (page) => {
    await page.goto('/customers');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('cqjy');
    return page.getByRole('option').first();
  },
  'the tray of jobs': async (page, word) => {
    await page.goto('/customers');
    await page.getByRole('button', { name: word('任务，', 'Jobs,') }).click();
    return page.getByRole('heading', { name: word('任务', 'Jobs') });
  },
  'the filter with a list of fields': async (page, word) => {
    await page.goto('/customers');
    await page.getByRole('button', { name: word('筛选', 'Filter') }).click();
    await page.getByRole('combobox', { name: word('字段', 'Field') }).first().click();
    return page.getByRole('option').first();
  },
  'a drawer with a list': async (page, word) => {
    await page.goto('/settings/users');
    await page.getByRole('button', { name: word('新建用户', 'New user') }).click();
    await page.getByRole('dialog').getByRole('combobox').first().click();
    return page.getByRole('option').first();
  },
  'a drawer with a calendar': async (page, word) => {
    await page.goto('/settings/access');
    await page.getByRole('button', { name: word('新建令牌', 'New token') }).click();
    await page.getByRole('dialog').locator('.el-date-editor input').click();
    return page.locator('.el-picker-panel');
  },
  'a policy with its effect': async (page, word) => {
    await page.goto('/settings/policies');
    await page.locator('.policies button').first().click();
    await page.getByRole('dialog').getByText(word('启用', 'In force'), { exact: true }).click();
    await page.getByRole('button', { name: word('预览影响', 'Show effect') }).click();
    return page.getByRole('heading', { name: word('对人员的影响', 'What changes for people') });
  },
  'why a file may be seen': async (page, word) => {
    const { items } = await (await page.request.get('/api/v1/customers?size=5')).json();
    await page.goto(`/customers/${items[1].id}`);
    await page.getByRole('button', { name: word('权限', 'Access'), exact: true }).click();
    return page.getByText(word('依据策略：', 'Allowed by: ')).first();
  },
  'a list of a page': async (page, word) => {
    await page.goto('/audit');
    if (page.viewportSize()!.width < 768) await page.getByRole('button', { name: word('筛选', 'Filter'), exact: true }).click();
    await page.getByRole('combobox', { name: word('操作', 'Action') }).click();
    return page.getByRole('option').first();
  },
};

for (const [language, width, word] of [
  ['zh-CN', 1440, (zh: string) => zh],
  ['en', 390, (_: string, en: string) => en],
] as const) {
  test(`what opens is accessible in both themes, ${language} at ${width} pixels`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 844 });
    await signIn(page, 'admin');
    await page.goto(`/customers?lang=${language}`);
    for (const [name, open] of Object.entries(OPENED)) {
      await expect(await open(page, word), name).toBeVisible();
      await picture(page, `open-${name.replace(/\W+/g, '-')}-${language}-${width}`);
      await accessible(page);
    }
  });
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
