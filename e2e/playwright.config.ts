import { defineConfig } from '@playwright/test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const port = Number(process.env.KEDANG_E2E_PORT ?? 8099);
const data = process.env.KEDANG_E2E_DATA ?? mkdtempSync(join(tmpdir(), 'kedang-e2e-'));
process.env.KEDANG_E2E_DATA = data;

// The browser of the tests gets its Chinese glyphs from the font that the printed forms embed.
const fonts = join(data, 'fonts.conf');
writeFileSync(
  fonts,
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
  <dir>${resolve('../server/fonts/node_modules/@expo-google-fonts/noto-sans-sc/400Regular')}</dir>
  <dir>/usr/share/fonts</dir><cachedir>${join(data, 'font-cache')}</cachedir></fontconfig>`,
);

export default defineConfig({
  testDir: 'journeys',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.KEDANG_BROWSER ?? '/usr/bin/chromium',
      env: { ...process.env, FONTCONFIG_FILE: fonts },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `../kedang run --port ${port} --data ${join(data, 'data')}`,
    url: `http://127.0.0.1:${port}/`,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
});
