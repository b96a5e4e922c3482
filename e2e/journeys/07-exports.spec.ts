import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { inflateRawSync } from 'node:zlib';
import { accessible, addUser, as, expect, ownHeaders, picture, put, signIn, test } from './support';

const CUSTOMERS = ['限额一号机床厂', '限额二号机床厂', '限额三号机床厂'];
const PURPOSE = '年度回访，按名单致电';

/** The texts of a workbook: all its parts, one after the other. */
function textsOf(workbook: Buffer) {
  const parts: string[] = [];
  let place = workbook.readUInt32LE(workbook.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16);
  while (workbook.readUInt32LE(place) === 0x02014b50) {
    const packed = workbook.readUInt32LE(place + 20);
    const local = workbook.readUInt32LE(place + 42);
    const content = local + 30 + workbook.readUInt16LE(local + 26) + workbook.readUInt16LE(local + 28);
    parts.push(inflateRawSync(workbook.subarray(content, content + packed)).toString());
    place += 46 + workbook.readUInt16LE(place + 28) + workbook.readUInt16LE(place + 30) + workbook.readUInt16LE(place + 32);
  }
  return parts.join('\n').replaceAll(/&#x([\da-f]+);/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
}

const read = async (download: Download) => textsOf(readFileSync(await download.path()));

/** Presses what gives a file, and reads it. */
async function fetched(page: Page, press: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return read(download);
}

async function openExport(page: Page, words: string) {
  await page.goto(`/customers?q=${words}`);
  await page.getByRole('button', { name: '导出', exact: true }).click();
  return page.getByRole('dialog', { name: '导出列表' });
}

const files: Record<string, string> = {};
let number = '';

test.describe.configure({ mode: 'serial' });

test('an administrator says how much a role may take along', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, 'admin');
  await page.goto('/settings/roles');
  await page.getByRole('button', { name: '添加角色' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('角色名称').fill('少量导出');
  for (const right of ['导出', '审批查阅申请']) await drawer.getByText(right, { exact: true }).click();
  const limits = drawer.getByRole('group', { name: '导出与打印限额' }).getByRole('spinbutton');
  for (const [place, rows] of [2, 3, 10].entries()) await limits.nth(place).fill(String(rows));
  await limits.nth(2).blur();
  await picture(page, 'role-limits-zh');
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('row', { name: /少量导出/ })).toBeVisible();

  await addUser(page, 'asker', '少量导出');
  await addUser(page, 'releaser', '总监');
  await as(page, 'asker', async (own) => {
    for (const name of CUSTOMERS) {
      files[name] = crypto.randomUUID();
      await put(own, `/customers/${files[name]}`, { kind: 'ORGANISATION', name });
    }
  });
});

test('more than his limit he asks for, and does not decide on it himself', async ({ page }) => {
  await signIn(page, 'asker');
  const dialog = await openExport(page, '机床厂');
  await expect(dialog.getByText('2 行')).toBeVisible();
  await dialog.getByRole('button', { name: '导出', exact: true }).click();
  await expect(dialog.getByText('这次有 3 行；超过 2 行须由他人批准。')).toBeVisible();
  await dialog.getByLabel('用途').fill(PURPOSE);
  await picture(page, 'export-asking-zh');
  await accessible(page);
  await dialog.getByRole('button', { name: '提出申请' }).click();
  await expect(dialog).toHaveCount(0);

  await page.goto('/requests');
  await expect(page.getByRole('button', { name: '批准' }).or(page.getByText('没有等待审批的申请。')).first()).toBeVisible();
  await expect(page.getByText(PURPOSE)).toHaveCount(0);
  await page.getByText('我的申请', { exact: true }).click();
  await expect(page.getByText('待审批', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: '领取文件' })).toHaveCount(0);
  const { items } = await (await page.request.get('/api/v1/export-requests?which=MINE')).json();
  const headers = await ownHeaders(page.context());
  const own = await page.request.post(`/api/v1/export-requests/${items[0].id}/approve`, { data: {}, headers });
  expect((await own.json()).code).toBe('export.own-request');
});

test('a colleague sees what would leave, and approves it', async ({ page }) => {
  await signIn(page, 'releaser');
  await page.goto('/requests');
  const card = page.getByRole('listitem').filter({ hasText: PURPOSE });
  await expect(card).toContainText('导出 3 行');
  await expect(card).toContainText('asker');
  await expect(card).toContainText('搜索：机床厂');
  await picture(page, 'export-to-decide-zh');
  await accessible(page);
  await card.getByRole('button', { name: '批准' }).click();
  const deciding = page.getByRole('dialog', { name: '批准' });
  await accessible(page);
  await deciding.getByRole('button', { name: '批准' }).click();
  await expect(card).toHaveCount(0);
});

test('the file is fetched once, and says who took it along', async ({ page }) => {
  await signIn(page, 'asker');
  await page.goto('/requests');
  await page.getByText('我的申请', { exact: true }).click();
  await expect(page.getByText('已批准，待领取')).toBeVisible();
  await picture(page, 'export-approved-zh');
  await accessible(page);
  const texts = await fetched(page, () => page.getByRole('button', { name: '领取文件' }).click());
  for (const name of CUSTOMERS) expect(texts).toContain(name);
  const [, taker, digits] = /<oddHeader>[^<]*?(asker)[^<]*编号 ([\d ]+)</.exec(texts)!;
  expect(taker).toBe('asker');
  number = digits!.replaceAll(' ', '');
  await expect(page.getByText('已领取', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: '领取文件' })).toHaveCount(0);
});

test('within the limit he exports by himself, and beyond the day he is told when there is more', async ({ page }) => {
  await signIn(page, 'asker');
  const small = await openExport(page, '一号机床厂');
  const texts = await fetched(page, () => small.getByRole('button', { name: '导出', exact: true }).click());
  expect(texts).toContain(CUSTOMERS[0]);
  expect(texts).not.toContain(CUSTOMERS[1]);
  const again = await openExport(page, '二号机床厂');
  await fetched(page, () => again.getByRole('button', { name: '导出', exact: true }).click());
  const last = await openExport(page, '三号机床厂');
  await fetched(page, () => last.getByRole('button', { name: '导出', exact: true }).click());

  const refused = await openExport(page, '一号机床厂');
  await refused.getByRole('button', { name: '导出', exact: true }).click();
  await expect(refused.getByText(/这次有 1 行，24 小时内最多 3 行，现在还可导出 0 行。.+起额度足够；也可以提出导出申请。/)).toBeVisible();
  await picture(page, 'export-used-up-zh');
  await accessible(page);
});

test('the register tells who took a file along, what for, and for each customer that it was among them', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto(`/audit?number=${number}`);
  const entry = page.getByRole('row').nth(1);
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(entry).toContainText('asker');
  await expect(entry).toContainText(PURPOSE);
  await expect(entry).toContainText('releaser');
  await picture(page, 'export-in-the-register-zh');
  await accessible(page);

  // Who saw the third customer: the file that was approved, and the one of its own; not those of the others.
  await page.goto(`/audit?customer=${files[CUSTOMERS[2]!]}&group=READING`);
  await expect(page.getByText('仅限一份档案')).toBeVisible();
  await expect(page.getByRole('row', { name: /asker/ }).filter({ hasText: PURPOSE })).toHaveCount(1);
  await expect(page.getByRole('row', { name: /导出/ })).toHaveCount(2);
  await accessible(page);
});
