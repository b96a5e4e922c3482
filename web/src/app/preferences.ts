import { reactive, watch } from 'vue';

export type Language = 'zh-CN' | 'en';
export type Theme = 'system' | 'light' | 'dark';
export type Density = 'normal' | 'dense';

export interface Preferences {
  language: Language;
  theme: Theme;
  density: Density;
  sidebar: 'wide' | 'narrow';
}

const place = 'kedang.preferences';
const initial: Preferences = { language: 'zh-CN', theme: 'system', density: 'normal', sidebar: 'wide' };

function stored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Preferences>;
  } catch {
    return {};
  }
}

/** A link may name the language (`?lang=en`), so that a help text can point at a page in the reader's own. */
function asked(): Partial<Preferences> {
  const language = new URLSearchParams(location.search).get('lang');
  return language === 'en' || language === 'zh-CN' ? { language } : {};
}

/** What this browser remembers of the user's taste; nothing about customers is ever kept here. */
export const preferences = reactive<Preferences>({ ...initial, ...stored(), ...asked() });

watch(
  preferences,
  ({ language, theme, density }) => {
    const root = document.documentElement;
    root.lang = language;
    root.dataset.density = density;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    localStorage.setItem(place, JSON.stringify(preferences));
  },
  { immediate: true },
);
