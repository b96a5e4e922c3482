import 'dayjs/locale/en-gb';
import 'dayjs/locale/zh-cn';
import { computed, nextTick, shallowRef, watch } from 'vue';
import { createI18n } from 'vue-i18n';
import type { Language as ElementLanguage } from 'element-plus/es/locale';
import type zh from '@/locales/zh-CN';
import { speak } from '@/api/client';
import { preferences, type Language } from './preferences';

type Texts = typeof zh;

declare module 'vue-i18n' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  export interface DefineLocaleMessage extends Texts {}
}

const loaders: Record<Language, () => Promise<[{ default: Texts }, { default: ElementLanguage }]>> = {
  'zh-CN': () => Promise.all([import('@/locales/zh-CN'), import('element-plus/es/locale/lang/zh-cn')]),
  en: () => Promise.all([import('@/locales/en'), import('element-plus/es/locale/lang/en')]),
};

export const i18n = createI18n({ legacy: false, locale: preferences.language, messages: {} as Record<Language, Texts> });

/** In both languages the week of a calendar begins on Monday, as it does where conditions say 本周. */
const calendars: Record<Language, string> = { 'zh-CN': 'zh-cn', en: 'en-gb' };

const elementTexts = shallowRef<ElementLanguage>();
export const elementLanguage = computed(() => elementTexts.value);

export async function loadLanguage(language: Language) {
  const [texts, element] = await loaders[language]();
  i18n.global.setLocaleMessage(language, texts.default);
  i18n.global.locale.value = language;
  elementTexts.value = { ...element.default, name: calendars[language] };
  await nextTick();
}

speak(() => preferences.language);
watch(() => preferences.language, loadLanguage);
