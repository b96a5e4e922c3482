import { VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import 'element-plus/theme-chalk/base.css';
import './app/tokens.css';
import './app/base.css';
import App from './app/App.vue';
import { i18n, loadLanguage } from './app/i18n';
import { preferences } from './app/preferences';
import { queryClient } from './app/query';
import { router } from './app/router';

await loadLanguage(preferences.language);
createApp(App).use(i18n).use(router).use(VueQueryPlugin, { queryClient }).mount('#app');
