import type { Locator, Page } from '@playwright/test';
import { addUser, as, expect, put } from './support';

/** Every page that an administrator reaches, with an id of a file where it needs one. */
export const PAGES = [
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
  '/settings/fields',
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

/** Opens something; answers what must be in sight then. */
type Opening = (page: Page, word: (zh: string, en: string) => string) => Promise<Locator>;

/** A file that `guest` may only know of, with a name that takes room. */
const FOREIGN = '0193a7c0-5d1e-7c3a-9a41-6f0d2b8e4c11';

/** Users, requests, shares, a handover and providers, so that every page has something to show. */
export async function furnish(page: Page) {
  const { items: roles } = await (await page.request.get('/api/v1/roles')).json();
  const roleId = roles.find(({ name }: { name: string }) => name === '业务员').id;
  const id = () => crypto.randomUUID();
  await put(page, `/roles/${id()}`, {
    name: '限额业务员',
    rank: 'EMPLOYEE',
    scope: 'OWN',
    rights: ['CUSTOMER_READ', 'CUSTOMER_EDIT', 'EXPORT', 'SHARE'],
    exports: { unapproved: 1, perDay: 2, atOnce: 10 },
  });
  const guest = await addUser(page, 'guest', '业务员');
  const taker = await addUser(page, 'taker', '限额业务员');
  const leaver = await addUser(page, 'leaver', '业务员');
  await put(page, `/customers/${FOREIGN}`, { kind: 'ORGANISATION', name: '上海国际精密仪器设备进出口贸易（集团）股份有限公司华东区分公司' });
  await put(page, `/customers/${FOREIGN}/shares/${leaver}`, { mayEdit: false });
  await put(page, `/customers/${FOREIGN}/shares/${taker}`, { mayEdit: true });

  await put(page, '/suites/WECOM', { clientId: 'ww0123456789abcdef', secret: 'not a real one', roleId });
  const admission = { linking: 'NEVER', creates: false, roles: [], rolesFollow: false };
  await put(page, `/sign-in-connections/${id()}`, {
    name: '企业微信',
    kind: 'WECOM',
    enabled: true,
    settings: { office: { agentId: '1000002' } },
    admission,
  });
  const oidc = { issuer: 'https://accounts.dahua-trading.example', clientId: 'kedang', scopes: ['openid'], usernameClaim: 'email', factorValues: [], endsTheirSession: false };
  await put(page, `/sign-in-connections/${id()}`, {
    name: '大华贸易股份有限公司统一身份认证平台',
    kind: 'OIDC',
    enabled: true,
    settings: { oidc },
    admission,
    secret: 'x',
  });

  await as(page, 'taker', async (own) => {
    for (const name of ['限额试验甲', '限额试验乙', '限额试验丙']) await put(own, `/customers/${id()}`, { kind: 'ORGANISATION', name });
    const wish = { q: '限额试验', columns: ['name', 'mobile', 'grade', 'owner'], format: 'XLSX' };
    await put(own, `/export-requests/${id()}`, { export: wish, purpose: '年度回访：按名单逐一致电，核对联系人和开票资料' });
  });
  await as(page, 'guest', (own) =>
    put(own, `/access-requests/${id()}`, { customer: FOREIGN, purpose: '客户要求跨部门报价，核对开票资料和收货地址', hours: 24 }),
  );
  await as(page, 'leaver', (own) => put(own, `/customers/${id()}`, { kind: 'ORGANISATION', name: '移交试验' }));
  await put(page, `/handovers/${id()}`, { from: leaver, to: guest, reason: '调往海外事业部，客户由同组同事接手' });
}

/** What opens on a page, by who sees it: the page, what is pressed there, and what must be in sight. */
export const OPENED: Record<string, Record<string, Opening>> = {
  admin: {
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
      await page.locator('.cards button').first().click();
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
    'a custom field with options': async (page, word) => {
      await page.goto('/settings/fields');
      await page.getByRole('button', { name: word('新建字段', 'New field') }).click();
      const drawer = page.getByRole('dialog');
      const type = drawer.locator('.el-form-item').filter({ has: page.getByText(word('类型', 'Type'), { exact: true }) });
      await type.locator('.el-select').click();
      await page.getByRole('option', { name: word('多选', 'Several choices') }).click();
      const add = drawer.getByRole('button', { name: word('添加选项', 'Add option') });
      await add.click();
      await add.click();
      await add.scrollIntoViewIfNeeded();
      return drawer.getByLabel(word('第 2 项的中文', 'Option 2 in Chinese'));
    },
    'a role with its limits': async (page, word) => {
      await page.goto('/settings/roles');
      await page.getByRole('row', { name: '限额业务员' }).getByRole('button').first().click();
      const limit = page.getByRole('group', { name: word('导出与打印限额', 'Limits of exports and prints') });
      await limit.scrollIntoViewIfNeeded();
      return limit;
    },
    'a policy that masks and limits': async (page, word) => {
      await page.goto('/settings/policies');
      await page.getByRole('button', { name: word('新建策略', 'New policy') }).click();
      const drawer = page.getByRole('dialog');
      await drawer.getByText(word('限制查阅数量', 'The number of files is limited')).click();
      await drawer.getByText(word('打码显示所选字段', 'Some classes are masked')).click();
      const classes = drawer.getByRole('group', { name: word('字段类别', 'Classes of fields') });
      await classes.scrollIntoViewIfNeeded();
      return classes;
    },
  },
  guest: {
    'a file that is only announced': async (page, word) => {
      await page.goto(`/customers/${FOREIGN}`);
      return page.getByText(word('已申请查阅', 'You have asked to read this'));
    },
    'why a file may not be seen': async (page, word) => {
      await page.goto(`/customers/${FOREIGN}`);
      await page.getByRole('button', { name: word('权限', 'Access'), exact: true }).click();
      return page.getByText(word('没有策略放行。', 'No policy allows it.')).first();
    },
    'a request of his own': async (page, word) => {
      await page.goto('/requests');
      return page.getByText(word('待审批', 'Waiting'));
    },
    'his own accounts at providers': async (page, word) => {
      await page.goto('/settings/security');
      return page.getByRole('heading', { name: word('关联的账号', 'Linked accounts') });
    },
  },
  taker: {
    'an export that needs approval': async (page, word) => {
      await page.goto('/customers');
      await page.getByRole('button', { name: word('导出', 'Export'), exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: word('导出', 'Export'), exact: true }).click();
      return dialog.getByLabel(word('用途', 'Purpose'));
    },
    'an export that waits': async (page, word) => {
      await page.goto('/requests');
      return page.getByText(word('待审批', 'Waiting'));
    },
  },
  nobody: {
    'the ways to sign in': async (page, word) => {
      await page.goto('/sign-in');
      return page.getByRole('button', { name: word('用企业微信登录', 'Sign in with 企业微信') });
    },
  },
};
