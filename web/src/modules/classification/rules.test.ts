import { describe, expect, it } from 'vitest';
import { fromDraft, isSame, movesOf, toDraft } from './rules';

const rules = {
  regionWeight: 20,
  strengthWeight: 40,
  likelihoodWeight: 40,
  regions: { 四川省: 60, 重庆市: 100 },
  otherRegions: 50,
  version: 3,
};

describe('the rules of classification', () => {
  it('are the same after a look at them', () => {
    expect(isSame(toDraft(rules), rules)).toBe(true);
    expect(toDraft(rules).regions[0]).toEqual({ name: '重庆市', points: 100 });
  });

  it('leave rows without a name out and differ when one was added', () => {
    const draft = toDraft(rules);
    draft.regions.push({ name: ' ', points: 10 });
    expect(isSame(draft, rules)).toBe(true);
    draft.regions.push({ name: ' 云南省 ', points: 10 });
    expect(isSame(draft, rules)).toBe(false);
    expect(fromDraft(draft).regions).toEqual({ 重庆市: 100, 四川省: 60, 云南省: 10 });
  });

  it('tell the moves between classes, the largest first', () => {
    expect(movesOf({ 'C>A': 3, '->B': 7 })).toEqual([
      { from: null, to: 'B', count: 7 },
      { from: 'C', to: 'A', count: 3 },
    ]);
  });
});
