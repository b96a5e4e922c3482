import { describe, expect, it } from 'vitest';
import { useSelection } from './selection';

describe('the files that are ticked', () => {
  const files = ['a', 'b', 'c', 'd', 'e'];

  it('are one, or a stretch from the one before', () => {
    const { tick, ids } = useSelection(() => files);
    tick('d', true, false);
    tick('b', true, true);
    expect(ids.value.sort()).toEqual(['b', 'c', 'd']);
    tick('c', false, false);
    expect(ids.value.sort()).toEqual(['b', 'd']);
  });

  it('stay ticked on the next page, whose own ones count for its head', () => {
    let shown = files;
    const { tickPage, tick, page, count } = useSelection(() => shown);
    tickPage(true);
    expect(page.value).toBe('all');
    shown = ['f', 'g'];
    tick('f', true, true);
    expect(count.value).toBe(6);
  });

  it('are the whole list only until one is ticked by itself', () => {
    const { tick, tickList, whole, clear, count } = useSelection(() => files);
    tick('a', true, false);
    tickList();
    tick('b', true, false);
    expect(whole.value).toBe(false);
    tickList();
    clear();
    expect([whole.value, count.value]).toEqual([false, 0]);
  });
});
