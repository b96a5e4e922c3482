import type { Browser, Page } from '@playwright/test';
import { accessible, expect, FIRST_PASSWORD, picture, settleIn, signIn, test } from './support';

const CODE = '91310000MA1FL00069';

async function choose(page: Page, label: string, option: string) {
  const item = page.getByRole('dialog').locator('.el-form-item').filter({ has: page.getByText(label, { exact: true }) });
  await item.locator('.el-select').click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function addUser(page: Page, username: string, name: string, department: string, role: string) {
  await page.goto('/settings/users');
  await page.getByRole('button', { name: '新建用户' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('用户名').fill(username);
  await drawer.getByLabel('姓名').fill(name);
  await drawer.getByLabel('密码').fill(FIRST_PASSWORD);
  await choose(page, '部门', department);
  await choose(page, '角色', role);
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('button', { name, exact: true }).or(page.getByRole('link', { name, exact: true }))).toBeVisible();
  await settleIn(page, username);
}

test.describe.configure({ mode: 'serial' });

test('a role with a scope is made, a colleague gets it, and his menu has no settings', async ({ page, browser }) => {
  await signIn(page, 'admin');
  await page.goto('/settings/roles');
  await page.getByRole('button', { name: '添加角色' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('角色名称').fill('区域市场经理');
  await choose(page, '职级', '市场经理');
  await choose(page, '数据范围', '本部门及下级');
  await drawer.getByText('导出', { exact: true }).click();
  await accessible(page);
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('row', { name: /区域市场经理/ })).toContainText('本部门及下级');
  await addUser(page, 'regional', '区域经理', '市场部', '区域市场经理');
  await accessible(page);

  const context = await browser.newContext();
  const colleague = await context.newPage();
  await signIn(colleague, 'regional');
  const menu = colleague.getByRole('navigation', { name: '主导航' }).or(colleague.locator('nav.sidebar')).first();
  await expect(menu.getByRole('link', { name: '客户' })).toBeVisible();
  await expect(menu.getByRole('link', { name: '设置' })).toHaveCount(0);
  await colleague.goto('/settings/users');
  await expect(colleague).toHaveURL(/refused/);
  await accessible(colleague);
  await context.close();
});

test('a stranger who types a known code learns only whom to ask', async ({ page, browser }) => {
  await signIn(page, 'admin');
  await addUser(page, 'stranger', '陌生人', '销售部', '业务员');
  await addUser(page, 'keeper', '保管人', '客户服务部', '业务员');

  const own = await browser.newContext();
  const keeper = await own.newPage();
  await signIn(keeper, 'keeper');
  await keeper.goto('/customers');
  await keeper.getByRole('button', { name: /新建/ }).first().click();
  const entry = keeper.getByRole('dialog');
  await entry.getByLabel('客户名称').fill('上海隐秘精密仪器有限公司');
  await entry.getByLabel('统一社会信用代码').fill(CODE);
  await entry.getByLabel('手机').fill('13911112222');
  await entry.getByRole('button', { name: '创建' }).click();
  await expect(keeper).toHaveURL(/customers\/[0-9a-f-]{36}/);
  await own.close();

  const other = await browser.newContext();
  const stranger = await other.newPage();
  const answers: string[] = [];
  stranger.on('response', async (response) => {
    if (response.url().includes('/duplicates')) answers.push(await response.text());
  });
  await signIn(stranger, 'stranger');
  await stranger.goto('/customers');
  await expect(stranger.getByText('上海隐秘精密仪器有限公司')).toHaveCount(0);
  await stranger.getByRole('button', { name: /新建/ }).first().click();
  const drawer = stranger.getByRole('dialog');
  await drawer.getByLabel('统一社会信用代码').fill(CODE);
  await expect(drawer.getByText('已存在，请联系客户服务部')).toBeVisible();
  await picture(stranger, 'duplicate-announced-zh');
  await accessible(stranger);
  expect(answers.length).toBeGreaterThan(0);
  for (const answer of answers) {
    expect(answer).not.toMatch(/隐秘|精密仪器|1391111|保管人|KH-|[0-9a-f]{8}-[0-9a-f]{4}/);
  }
  await other.close();
});

async function asUser(browser: Browser, username: string) {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, username);
  return page;
}

test('what he was told of he asks for, a colleague opens it for a day, and the owner shuts it again', async ({ page, browser }) => {
  test.setTimeout(180_000);
  await signIn(page, 'admin');
  await addUser(page, 'decider', '审批人', '客户服务部', '客服专员');

  const stranger = await asUser(browser, 'stranger');
  await stranger.getByRole('button', { name: /新建/ }).first().click();
  const drawer = stranger.getByRole('dialog');
  await drawer.getByLabel('统一社会信用代码').fill(CODE);
  await drawer.getByRole('button', { name: '申请查阅' }).click();
  const asking = stranger.getByRole('dialog', { name: '申请查阅' });
  await asking.getByLabel('用途').fill('客户要求跨部门报价，核对开票资料');
  await picture(stranger, 'request-zh');
  await accessible(stranger);
  await asking.getByRole('button', { name: '提交申请' }).click();
  await expect(asking).toHaveCount(0);
  await stranger.goto('/requests');
  await expect(stranger.getByText('待审批')).toBeVisible();
  await expect(stranger.getByText('上海隐秘精密仪器有限公司')).toHaveCount(0);
  await picture(stranger, 'requests-mine-zh');
  await accessible(stranger);

  const decider = await asUser(browser, 'decider');
  await expect(decider.locator('.count')).toHaveText('1');
  await decider.getByRole('link', { name: '申请与审批' }).click();
  await picture(decider, 'requests-to-decide-zh');
  await accessible(decider);
  await decider.getByRole('button', { name: '批准' }).click();
  const deciding = decider.getByRole('dialog', { name: '批准' });
  await picture(decider, 'request-approving-zh');
  await accessible(decider);
  await deciding.getByRole('button', { name: '批准' }).click();
  await expect(decider.getByText('没有等待审批的申请。')).toBeVisible();
  await expect(decider.locator('.count')).toHaveCount(0);

  await stranger.getByRole('link', { name: '上海隐秘精密仪器有限公司' }).click();
  await expect(stranger.getByRole('heading', { name: '上海隐秘精密仪器有限公司' })).toBeVisible();
  const file = stranger.url();

  const keeper = await asUser(browser, 'keeper');
  await keeper.goto(file);
  await keeper.getByRole('button', { name: '共享' }).click();
  const panel = keeper.getByRole('dialog', { name: '共享与授权' });
  await expect(panel.getByText('客户要求跨部门报价，核对开票资料')).toBeVisible();
  await panel.getByRole('combobox', { name: '共享给' }).fill('区域');
  await keeper.getByRole('option', { name: /区域经理/ }).click();
  await panel.getByRole('button', { name: '共享', exact: true }).click();
  await expect(panel.getByRole('button', { name: '取消区域经理的权限' })).toBeVisible();
  await picture(keeper, 'sharing-zh');
  await accessible(keeper);
  await panel.getByRole('button', { name: '取消陌生人的权限' }).click();
  await expect(panel.getByText('客户要求跨部门报价，核对开票资料')).toHaveCount(0);

  await stranger.reload();
  await expect(stranger.getByText('上海****公司')).toBeVisible();
  await picture(stranger, 'announced-zh');
  const shared = await asUser(browser, 'regional');
  await shared.goto(file);
  await expect(shared.getByRole('heading', { name: '上海隐秘精密仪器有限公司' })).toBeVisible();
});
