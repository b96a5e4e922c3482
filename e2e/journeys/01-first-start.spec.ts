import { accessible, expect, PASSWORD, picture, signIn, test, trySignIn } from './support';

test.describe.configure({ mode: 'serial' });

test('a new installation leads to the set-up and knows no password', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/setup/);
  await accessible(page);
  const refused = await page.request.post('/api/v1/session', { data: { username: 'admin', password: 'admin' } });
  expect(refused.ok()).toBe(false);
});

test('the wizard makes administrator, company, departments and roles, and loads the demonstration data', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('用户名').fill('admin');
  await page.getByLabel('姓名').fill('系统管理员');
  const secrets = page.locator('input[autocomplete="new-password"]');
  const choosePassword = async (password: string) => {
    await secrets.nth(0).fill(password);
    await secrets.nth(1).fill(password);
    await page.getByRole('button', { name: '下一步' }).click();
  };
  await choosePassword('woaini1314');
  await page.locator('input[autocomplete="organization"]').fill('大华贸易');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.locator('footer button[type=submit]').click();

  // What was refused is told where it was entered, and all the rest is still there.
  await expect(page.locator('.el-form-item.is-error')).toContainText('密码');
  await picture(page, 'setup-weak-password');
  await accessible(page);
  await choosePassword(PASSWORD);
  await expect(page.locator('input[autocomplete="organization"]')).toHaveValue('大华贸易');
  await accessible(page);
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('textbox').first()).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: '下一步' }).click();
  const demo = page.getByRole('checkbox');
  if (!(await demo.isChecked())) await page.locator('.el-checkbox').click();
  await page.locator('footer button[type=submit]').click();

  // The shares of the master key are shown once, on the way in.
  const make = page.getByRole('button', { name: '生成恢复份额' });
  await expect(make).toBeVisible({ timeout: 60_000 });
  await accessible(page);
  await make.click();
  await expect(page.locator('.shares li')).toHaveCount(5);
  await expect(page.locator('.shares pre').first()).toHaveText(/^([0-9A-HJKMNP-TV-Z]{5}\s?){16}$/);
  await accessible(page);
  await page.getByRole('button', { name: '已经打印并收好' }).click();
  await expect(page).not.toHaveURL(/setup/);
});

test('the administrator sees settings and two thousand invented customers', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/customers');
  await expect(page.getByRole('row').nth(5)).toBeVisible();
  await picture(page, 'customers-zh');
  await accessible(page);
  const counted = await page.request.get('/api/v1/customers?count=exact&size=1');
  expect((await counted.json()).count).toBeGreaterThan(1500);
});

test('a wrong password is refused with a sentence', async ({ page }) => {
  await trySignIn(page, 'admin', 'not the password');
  await expect(page.getByText('用户名或密码不正确')).toBeVisible();
  await accessible(page);
});
