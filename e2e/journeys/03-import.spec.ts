import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import type { Page } from '@playwright/test';
import { accessible, expect, picture, signIn, test } from './support';

const ROWS = 1000;
const FAULTS = 37;

const HEADINGS = [
  '客户名称', '客户简称', '手机', '电话', '电子邮箱', '网址', '省份', '城市', '区县',
  '详细地址', '邮编', '标签', '备注', '注册资本', '内部暗号',
];

const faultsOf: Record<string, (row: string[]) => void> = {
  name: (row) => (row[0] = '   '),
  mobile: (row) => (row[2] = '138ABCD1234'),
  email: (row) => (row[4] = 'nobody at example'),
};

/** Row `n` of a thousand firms; every 27th of them has one of three faults. */
function row(n: number): string[] {
  const cells = [
    `苏州导入${n}号纺织有限公司`,
    `导入${n}号`,
    `1390${String(n).padStart(7, '0')}`,
    `0512-6${String(n).padStart(7, '0')}`,
    `import${n}@example.com`,
    `https://import${n}.example.com`,
    '江苏省',
    '苏州市',
    '吴中区',
    `东吴北路${n}号`,
    '215128',
    '展会',
    n % 5 ? '' : '月底对账，“先款后货”',
    String(10_000 + n),
    `暗号${n * 7}`,
  ];
  const kinds = Object.keys(faultsOf);
  if (n % 27 === 0) faultsOf[kinds[(n / 27) % kinds.length]!]!(cells);
  return cells;
}

const lines = [HEADINGS, ...Array.from({ length: ROWS }, (_, n) => row(n + 1))];
const text = lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

const encodings: Record<string, Buffer> = {
  'UTF-8': iconv.encode(text, 'utf8'),
  'UTF-8 with BOM': iconv.encode(text, 'utf8', { addBOM: true }),
  GBK: iconv.encode(text, 'gbk'),
  GB18030: iconv.encode(text, 'gb18030'),
  'UTF-16LE': iconv.encode(text, 'utf16le', { addBOM: true }),
  'UTF-16BE': iconv.encode(text, 'utf16be', { addBOM: true }),
};

const counts = { new: ROWS - FAULTS, updated: 0, skipped: 0, wrong: FAULTS, suspected: 0 };

async function ended(page: Page, id: string) {
  await expect
    .poll(async () => (await (await page.request.get(`/api/v1/imports/${id}`)).json()).job?.state ?? 'DONE', { timeout: 60_000 })
    .toBe('DONE');
  return (await page.request.get(`/api/v1/imports/${id}`)).json();
}

async function bring(page: Page, name: string, buffer: Buffer) {
  await page.goto('/imports/new');
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.waitForURL(/imports\/[0-9a-f-]{36}/);
  return page.url().match(/[0-9a-f-]{36}/)![0];
}

const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click();

test.describe.configure({ mode: 'serial' });

test('six encodings of one file are read alike, and looking at them writes nothing', async ({ page }) => {
  await signIn(page, 'admin');
  const before = await (await page.request.get('/api/v1/customers?count=exact&size=1')).json();
  for (const [name, buffer] of Object.entries(encodings)) {
    const token = (await page.context().cookies()).find((cookie) => /xsrf/i.test(cookie.name));
    const headers = token ? { 'X-XSRF-TOKEN': token.value } : undefined;
    const brought = await page.request.post('/api/v1/imports', {
      headers,
      multipart: { file: { name: `${name}.csv`, mimeType: 'text/csv', buffer } },
    });
    expect(brought.status(), name).toBe(201);
    const { id, columns } = await brought.json();
    expect(columns.filter((column: { mappedTo?: string }) => column.mappedTo), name).toHaveLength(14);
    expect((await page.request.post(`/api/v1/imports/${id}/check`, { headers })).status(), name).toBe(202);
    expect((await ended(page, id)).counts, name).toMatchObject(counts);
  }
  const after = await (await page.request.get('/api/v1/customers?count=exact&size=1')).json();
  expect(after.count).toBe(before.count);
});

test('a workbook of a thousand rows: checked, mended, taken in, and taken back', async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, 'admin');
  await bring(page, '客户名单.csv', encodings.GB18030!);
  await expect(page.getByText('苏州导入1号纺织有限公司')).toBeVisible();
  await picture(page, 'import-file-zh');
  await accessible(page);
  await next(page);
  await expect(page.getByText('15 列中已映射 14 列')).toBeVisible();
  await picture(page, 'import-mapping-zh');
  await page.getByRole('combobox', { name: '“手机”对应的字段' }).click();
  await expect(page.getByRole('group', { name: '联系方式' }).getByRole('option', { name: '手机' })).toBeVisible();
  await accessible(page);
  await page.keyboard.press('Escape');
  await next(page);
  await expect(page.getByText('没有需要处理的选项值')).toBeVisible({ timeout: 30_000 });
  await accessible(page);
  await next(page);

  await expect(page.getByText('目前没有写入任何数据')).toBeVisible();
  const counted = page.locator('.counts');
  await expect(counted).toContainText('963');
  await expect(counted).toContainText('1,000');
  await picture(page, 'import-check-zh');
  await accessible(page);

  const errors = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载错误行' }).click();
  const workbook = readFileSync(await (await errors).path());

  const wrong = page.getByRole('textbox', { name: /^第 \d+ 行 手机$/ }).first();
  await wrong.fill('13800138027');
  await wrong.press('Enter');
  await page.getByRole('button', { name: '重新检查' }).click();
  await expect(counted).toContainText('964', { timeout: 30_000 });
  await expect(counted).toContainText(String(FAULTS - 1));

  await page.getByRole('button', { name: '确认导入 964 行' }).click();
  await page.goto('/customers');
  await page.goBack();
  await expect(page.getByRole('heading', { name: '部分导入' })).toBeVisible({ timeout: 60_000 });
  await picture(page, 'import-done-zh');
  await accessible(page);
  const imported = page.url();

  await bring(page, '错误行.xlsx', workbook);
  await next(page);
  await next(page);
  await expect(page.getByText('没有需要处理的选项值')).toBeVisible({ timeout: 30_000 });
  await next(page);
  await expect(page.locator('.counts')).toContainText(String(FAULTS));

  await page.goto('/customers?q=' + encodeURIComponent('苏州导入500号'));
  await page.getByRole('link', { name: '苏州导入500号纺织有限公司' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('苏州导入500号');
  const edited = page.url().match(/[0-9a-f-]{36}/)![0];
  await page.goto(`/customers/${edited}/details`);
  await page.locator('.field').filter({ hasText: '月底对账' }).dblclick();
  await page.getByRole('textbox', { name: '备注' }).fill('撤销之前有人改过');
  await page.getByRole('textbox', { name: '备注' }).press('Control+Enter');
  await expect(page.getByText('撤销之前有人改过').first()).toBeVisible();

  await page.goto(imported);
  await page.getByRole('button', { name: '撤销本次导入' }).click();
  const kept = page.getByRole('heading', { name: /保留的记录/ });
  await expect(kept).toBeVisible({ timeout: 60_000 });
  await expect(kept.locator('xpath=following-sibling::ul[1]').getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('link', { name: '苏州导入500号纺织有限公司' })).toBeVisible();
  await picture(page, 'import-undone-zh');
  await accessible(page);
  const left = await page.request.get('/api/v1/customers?count=exact&size=5&q=' + encodeURIComponent('苏州导入'));
  expect((await left.json()).items.map((file: { name: string }) => file.name)).toEqual(['苏州导入500号纺织有限公司']);
});
