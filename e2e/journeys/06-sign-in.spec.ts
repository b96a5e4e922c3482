import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import {
  accessible,
  addNewcomer,
  addUser,
  expect,
  FIRST_PASSWORD,
  PASSWORD,
  picture,
  replacePassword,
  signIn,
  test,
  trySignIn,
} from './support';

/** The code that an authenticator shows for a secret, some steps of 30 seconds later. */
function codeOf(secret: string, later = 0) {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac('sha1', key).update(step).digest();
  const number = hash.readUInt32BE(hash[19]! & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** What the page shows is typed into the telephone. */
async function setUp(page: Page) {
  await page.getByLabel('密码', { exact: true }).last().fill(PASSWORD);
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('img', { name: '两步验证二维码' })).toBeVisible();
  const secret = (await page.locator('.key code').innerText()).replace(/\s/g, '');
  await picture(page, 'second-factor-qr');
  await accessible(page);
  await page.getByLabel('验证码').fill('000000');
  await page.getByRole('button', { name: '确认并开启' }).click();
  await expect(page.locator('.el-form-item.is-error')).toContainText('验证码不对');
  await page.getByLabel('验证码').fill(codeOf(secret));
  await page.getByRole('button', { name: '确认并开启' }).click();
  const codes = page.locator('.codes li');
  await expect(codes).toHaveCount(10);
  await picture(page, 'recovery-codes');
  await accessible(page);
  const [recovery, spare] = (await codes.allInnerTexts()) as [string, string];
  await page.getByRole('button', { name: '已保管好' }).click();
  return { secret, recovery, spare };
}

test.describe.configure({ mode: 'serial' });

let secret = '';
let recovery = '';
let spare = '';

test('passwords are masked until their owner looks, pasted, and left to password managers', async ({ page, context }) => {
  await page.goto('/');
  const password = page.getByLabel('密码', { exact: true });
  await expect(password).toHaveAttribute('type', 'password');
  await expect(password).toHaveAttribute('autocomplete', 'current-password');
  await expect(page.getByLabel('用户名')).toHaveAttribute('autocomplete', 'username');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), PASSWORD);
  await password.focus();
  await page.keyboard.press('Control+V');
  await expect(password).toHaveValue(PASSWORD);
  await page.locator('.el-input__password').click();
  await expect(password).toHaveAttribute('type', 'text');
});

test('whoever signs out leaves nothing behind', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/settings/users');
  await page.evaluate(() => sessionStorage.setItem('of-this-session', 'x'));
  await page.getByRole('button', { name: '系统管理员的菜单' }).click();
  await page.getByText('退出登录').click();
  await expect(page).toHaveURL(/sign-in/);
  expect(await page.evaluate(() => sessionStorage.getItem('of-this-session'))).toBeNull();
  await page.goBack();
  await expect(page).toHaveURL(/sign-in/);
});

test('a password from an administrator is replaced before anything else opens', async ({ page }) => {
  await signIn(page, 'admin');
  await addNewcomer(page, 'newcomer', '业务员');
  await page.context().clearCookies();
  await trySignIn(page, 'newcomer', FIRST_PASSWORD);
  await expect(page).toHaveURL(/first-password/);
  await expect(page.getByRole('button', { name: '退出登录' })).toBeVisible();
  await picture(page, 'first-password');
  await accessible(page);
  await page.goto('/customers');
  await expect(page).toHaveURL(/first-password/);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await accessible(page);
  await replacePassword(page);
  await expect(page).toHaveURL(/customers/);
});

test('a user turns on two-step verification from the menu of his own', async ({ page }) => {
  await signIn(page, 'admin');
  await addUser(page, 'twice', '业务员');
  await page.context().clearCookies();
  await signIn(page, 'twice');
  await page.getByRole('button', { name: 'twice的菜单' }).click();
  await page.getByRole('link', { name: '安全' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '安全' })).toBeVisible();
  await expect(page.getByText('当前设备').first()).toBeVisible();
  await expect(page.getByText('这里不能使用通行密钥')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: '开启两步验证' }).click();
  ({ secret, recovery, spare } = await setUp(page));
  await expect(page.getByText('已开启', { exact: true })).toBeVisible();
  await expect(page.getByText('剩余恢复码：10 个')).toBeVisible();
  await picture(page, 'security');
  await accessible(page);
});

test('signing in takes the password and a code, each code once', async ({ page, browser }) => {
  await trySignIn(page, 'twice', PASSWORD);
  const code = page.getByLabel('验证码或恢复码');
  await expect(code).toBeFocused();
  await accessible(page);
  const next = codeOf(secret, 1);
  await code.fill(next);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').first()).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await trySignIn(other, 'twice', PASSWORD);
  await other.getByLabel('验证码或恢复码').fill(next);
  await other.keyboard.press('Enter');
  await expect(other.getByText('验证码不正确')).toBeVisible();
  await other.getByLabel('验证码或恢复码').fill(recovery);
  await other.keyboard.press('Enter');
  await expect(other.getByRole('navigation').first()).toBeVisible();

  await page.goto('/settings/security');
  await expect(page.getByText('剩余恢复码：9 个')).toBeVisible();
  const sessions = page.locator('section').filter({ has: page.getByRole('heading', { name: '已登录的设备' }) }).getByRole('row');
  await expect(sessions).toHaveCount(4);
  await page.getByRole('button', { name: '结束其他会话' }).click();
  await expect(sessions).toHaveCount(2);
  await other.goto('/settings/security');
  await expect(other).toHaveURL(/sign-in/);
  await other.context().close();
});

test('a role that requires it leads to the set-up, and nowhere else before', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/settings/roles');
  await page.getByRole('button', { name: '添加角色' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('角色名称').fill('两步业务员');
  await drawer.getByText('需要两步验证').click();
  await accessible(page);
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('row', { name: /两步业务员/ })).toBeVisible();
  await addUser(page, 'bound', '两步业务员');
  await page.context().clearCookies();

  await trySignIn(page, 'bound', PASSWORD);
  await expect(page).toHaveURL(/second-factor/);
  await expect(page.getByRole('button', { name: '退出登录' })).toBeVisible();
  await accessible(page);
  await page.goto('/customers');
  await expect(page).toHaveURL(/second-factor/);
  await setUp(page);
  await expect(page).toHaveURL(/customers/);
});

test('a new device is told on the one used before, which signs it out', async ({ page, browser }) => {
  await signIn(page, 'admin');
  await addNewcomer(page, 'abroad', '业务员');
  await page.context().clearCookies();
  await trySignIn(page, 'abroad', FIRST_PASSWORD);
  await replacePassword(page);
  const other = await (await browser.newContext()).newPage();
  await trySignIn(other, 'abroad', PASSWORD);
  await expect(other.getByRole('navigation').first()).toBeVisible();

  await page.goto('/settings/security');
  await expect(page.getByText('有新设备登录了你的账号')).toBeVisible();
  await picture(page, 'new-device');
  await accessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await accessible(page);
  await page.getByRole('button', { name: '不是我' }).click();
  await expect(page.getByText('那台设备已退出')).toBeVisible();
  await expect(page.getByText('有新设备登录了你的账号')).toHaveCount(0);
  await other.goto('/settings/security');
  await expect(other).toHaveURL(/sign-in/);
  await other.context().close();
});

test('something dangerous asks who it is when that was long ago, and then goes on by itself', async ({ page }) => {
  await signIn(page, 'admin');
  // The server asks after ten minutes; here its refusal comes once at once.
  let asked = 0;
  await page.route('**/api/v1/tokens/*', (route) =>
    route.request().method() === 'PUT' && asked++ === 0
      ? route.fulfill({ status: 403, contentType: 'application/problem+json', body: '{"code":"access.proof-needed","title":"x","status":403}' })
      : route.continue(),
  );
  await page.goto('/settings/access');
  await page.getByRole('button', { name: '新建令牌' }).click();
  await page.getByRole('dialog').getByLabel('名称').fill('报表同步');
  await page.getByRole('dialog').getByRole('button', { name: '创建' }).click();
  const dialog = page.getByRole('dialog', { name: '确认是本人' });
  await expect(dialog).toBeVisible();
  await accessible(page);
  await dialog.getByLabel('密码').fill('not the password');
  await page.keyboard.press('Enter');
  await expect(dialog.locator('.el-form-item.is-error')).toContainText('密码不正确');
  await dialog.getByLabel('密码').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByText('请立即复制令牌')).toBeVisible();
  await expect(page.getByRole('row', { name: /报表同步/ })).toBeVisible();
});

test('security fits a phone, in English', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await trySignIn(page, 'twice', PASSWORD);
  await page.getByLabel('验证码或恢复码').fill(spare);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await page.goto('/settings/security?lang=en');
  await expect(page.getByRole('button', { name: 'New recovery codes' })).toBeVisible();
  await expect(page.locator('.waiting')).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await accessible(page);
  await page.getByRole('button', { name: 'Turn off' }).click();
  const dialog = page.getByRole('dialog', { name: 'Turn off' });
  await expect(dialog.getByLabel('Code or recovery code')).toBeVisible();
  await picture(page, 'second-factor-off-en-390');
  await accessible(page);
});

// Browsers have passkeys for names, not for addresses.
test.describe('by name', () => {
  test.use({ baseURL: ({ baseURL }, use) => use(baseURL!.replace('127.0.0.1', 'localhost')) });

  test('a passkey signs in without name and password, and confirms', async ({ page }) => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });

    await signIn(page, 'admin');
    await addUser(page, 'finger', '业务员');
    await page.context().clearCookies();
    await signIn(page, 'finger');
    await page.goto('/settings/security');
    await page.getByRole('button', { name: '添加通行密钥' }).click();
    const dialog = page.getByRole('dialog');
    await accessible(page);
    await dialog.getByLabel('名称').fill('办公电脑');
    await dialog.getByRole('button', { name: '添加通行密钥' }).click();
    await expect(page.locator('.codes li')).toHaveCount(10);
    await page.getByRole('button', { name: '已保管好' }).click();
    await expect(page.getByRole('row', { name: /办公电脑/ })).toBeVisible();
    await picture(page, 'passkeys');
    await accessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await accessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });

    await page.context().clearCookies();
    await page.goto('/sign-in');
    await accessible(page);
    await page.getByRole('button', { name: '使用通行密钥' }).click();
    await expect(page.getByRole('navigation').first()).toBeVisible();

    // In place of the code.
    await page.context().clearCookies();
    await trySignIn(page, 'finger', PASSWORD);
    await expect(page.getByLabel('验证码或恢复码')).toBeFocused();
    await page.getByRole('button', { name: '使用通行密钥' }).click();
    await expect(page.getByRole('navigation').first()).toBeVisible();

    // To confirm: the refusal of the server comes once at once.
    let asked = 0;
    await page.route('**/api/v1/passkeys/*', (route) =>
      route.request().method() === 'DELETE' && asked++ === 0
        ? route.fulfill({ status: 403, contentType: 'application/problem+json', body: '{"code":"access.proof-needed","title":"x","status":403}' })
        : route.continue(),
    );
    await page.goto('/settings/security');
    await page.getByRole('row', { name: /办公电脑/ }).getByRole('button', { name: '移除' }).click();
    await page.getByRole('dialog', { name: '移除' }).getByRole('button', { name: '移除' }).click();
    await page.getByRole('button', { name: '用通行密钥确认' }).click();
    await expect(page.getByText('还没有通行密钥')).toBeVisible();
    await page.context().clearCookies();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: '使用通行密钥' }).click();
    await expect(page.getByText('通行密钥未通过')).toBeVisible();
  });
});
