import { ref, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAction } from './action';
import { toast } from './toast';

/** The life of a form in a side panel: it is open until it is closed or what `send` sends was accepted. */
export function useFormDrawer(send: () => Promise<unknown>, onClose: () => void) {
  const { t } = useI18n();
  const open = ref(true);
  watch(open, (shown) => shown || onClose());
  const { run, busy, problem } = useAction(send);

  async function save() {
    await run();
    if (problem.value) return;
    toast(t('shared.saved'));
    open.value = false;
  }

  return { open, save, busy, problem };
}
