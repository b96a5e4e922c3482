import { reactive } from 'vue';
import { problemFrom } from '@/api/problem';
import { problemText } from './problemText';

export interface Toast {
  id: number;
  text: string;
  tone: 'good' | 'bad';
  action?: { label: string; run: () => void };
}

export const toasts = reactive<Toast[]>([]);

let last = 0;

export function toast(text: string, options: { tone?: Toast['tone']; action?: Toast['action']; seconds?: number } = {}) {
  const id = ++last;
  toasts.push({ id, text, tone: options.tone ?? 'good', action: options.action });
  const seconds = options.seconds ?? (options.action ? 10 : 4);
  setTimeout(() => dismiss(id), seconds * 1000);
}

/** For an act without a form: the refusal is said where the user looks anyway. */
export function toastProblem(error: unknown) {
  const { title, detail } = problemText(problemFrom(error));
  toast([title, detail].filter(Boolean).join(' '), { tone: 'bad', seconds: 10 });
}

export function dismiss(id: number) {
  const index = toasts.findIndex((each) => each.id === id);
  if (index >= 0) toasts.splice(index, 1);
}
