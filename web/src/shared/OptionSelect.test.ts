// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { ElSelect } from 'element-plus';
import { expect, it, vi } from 'vitest';
import OptionSelect from './OptionSelect.vue';

it('shows the label of what is chosen, under the name it was given, and tells of another choice', async () => {
  const chosen = vi.fn();
  const select = mount(OptionSelect, {
    props: { options: [{ code: 'CNY', label: '人民币' }, { code: 'EUR', label: '欧元' }] },
    attrs: { modelValue: 'CNY', 'aria-label': '货币', 'onUpdate:modelValue': chosen },
    attachTo: document.body,
  });
  await vi.waitFor(() => expect(select.text()).toContain('人民币'));
  expect(select.get('input').attributes('aria-label')).toBe('货币');
  select.getComponent(ElSelect).vm.$emit('update:modelValue', 'EUR');
  expect(chosen).toHaveBeenCalledWith('EUR');
});
