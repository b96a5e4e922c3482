import vue from '@vitejs/plugin-vue';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import components from 'unplugin-vue-components/vite';
import { fileURLToPath, URL } from 'node:url';
import { defineConfig } from 'vitest/config';

const proxy = { '/api': process.env.KEDANG_API ?? 'http://127.0.0.1:8080' };

export default defineConfig({
  plugins: [
    vue(),
    // Only the parts of Element Plus that a template names, with their styles; our own components are imported by hand.
    components({ dirs: [], dts: 'src/components.d.ts', resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy },
  preview: { proxy },
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  test: { include: ['src/**/*.test.ts'], server: { deps: { inline: ['element-plus'] } } },
});
