import { ID_INJECTION_KEY } from 'element-plus';
import { onBeforeUnmount, provide, watch, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';

let homes = 0;

/**
 * Lists, menus and calendars that open within a component lie in its `home`, a landmark or a dialog, instead of beside
 * the page: a screen reader finds them where they were opened. `home` may appear later and come again.
 */
export function usePopups(home: Readonly<Ref<HTMLElement | null>>) {
  const { t } = useI18n();
  const prefix = ++homes;
  provide(ID_INJECTION_KEY, { prefix, current: 0 });

  // Element Plus looks for a place of this name when the parts are made, which is before `home` is in the page.
  const place = document.createElement('div');
  place.id = `el-popper-container-${prefix}`;
  place.style.display = 'contents';
  document.body.append(place);
  watch(home, (element) => (element ?? document.body).append(place), { flush: 'post' });

  // What Element Plus leaves out: names, the roles of groups, and that what scrolls can be scrolled by key.
  const arrivals = new MutationObserver(() => {
    for (const popup of place.querySelectorAll('.el-popper:not([aria-label])')) popup.ariaLabel = t('shared.choices');
    for (const group of place.querySelectorAll('.el-select-group__wrap:not([role])')) {
      group.role = 'group';
      group.ariaLabel = group.querySelector('.el-select-group__title')?.textContent ?? '';
      for (const part of group.querySelectorAll('ul, li:not([role])')) part.role = 'presentation';
    }
    for (const list of place.querySelectorAll<HTMLElement>('.el-scrollbar__wrap')) list.tabIndex = 0;
  });
  arrivals.observe(place, { childList: true, subtree: true });

  onBeforeUnmount(() => {
    arrivals.disconnect();
    place.remove();
  });
}
