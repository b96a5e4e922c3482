import { VueQueryPlugin } from '@tanstack/vue-query';
import { ID_INJECTION_KEY } from 'element-plus';
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
createApp(App).provide(ID_INJECTION_KEY, { prefix: 0, current: 0 }).use(i18n).use(router).use(VueQueryPlugin, { queryClient }).mount('#app');
