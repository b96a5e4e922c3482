import { describe, expect, it } from 'vitest';
import type { Change, TimelineEntry } from '@/api/types';
import { byDays, countOfChanges, eventOf } from './timeline';

const by = { id: 'u', name: '王' };

function changed(kind: TimelineEntry['kind'], number: number, changes: Partial<Change>[], more: object = {}): TimelineEntry {
  const revision = { number, by, channel: 'PAGE', reason: null, changes, ...more };
  return { kind, at: `2026-11-21T0${9 - number}:00:00Z`, by, subject: `${kind}-1`, revision, ...more } as TimelineEntry;
}

describe('the words of an entry', () => {
  it.each([
    ['created', changed('FILE', 1, [{ field: 'name', after: '甲' }])],
    ['imported', changed('FILE', 1, [{ field: 'name', after: '甲' }], { channel: 'IMPORT' })],
    ['restored', changed('FILE', 3, [{ field: 'name', after: '甲' }], { reason: 'r1' })],
    ['voided', changed('FILE', 2, [{ field: 'voided', before: false, after: true }])],
    ['takenBack', changed('PERSON', 3, [{ field: 'voided', before: true, after: false }])],
    ['joined', changed('PERSON', 1, [{ field: 'position.role', before: null, after: 'CONTACT' }])],
    ['left', changed('PERSON', 2, [{ field: 'position.until', after: '2026-11-21' }])],
    ['moved', changed('PERSON', 2, [{ field: 'position.until', after: 'x' }, { field: 'position.role', after: 'PRINCIPAL' }])],
    ['changed', changed('PERSON', 1, [{ field: 'position.role', before: 'CONTACT', after: 'PRINCIPAL' }])],
    ['changed', changed('ORDER', 2, [{ field: 'place', after: '重庆' }], { channel: 'IMPORT' })],
    ['tookPlace', { kind: 'VISIT', subject: 'v' } as TimelineEntry],
  ])('%s', (event, entry) => {
    expect(eventOf(entry)).toBe(event);
  });
});

describe('a timeline by days', () => {
  const third = changed('FILE', 3, [{ field: 'name' }]);
  const second = changed('FILE', 2, [{ field: 'phone' }, { field: 'fax' }]);
  const first = changed('FILE', 1, [{ field: 'name' }]);

  it('folds what the same person changed of the same thing one after the other', () => {
    const [day] = byDays([third, second, first]);
    expect(day!.folds).toEqual([
      { entry: third, rest: [second] },
      { entry: first, rest: [] },
    ]);
    expect(countOfChanges(day!.folds[0]!.rest)).toBe(2);
  });

  it('folds nothing over somebody else, something else or another day', () => {
    const others = { ...second, by: { id: 'v', name: '李' } };
    const person = changed('PERSON', 2, [{ field: 'hobbies' }]);
    const earlier = { ...second, at: '2026-11-20T05:00:00Z' };
    for (const entry of [others, person, earlier]) {
      expect(byDays([third, entry]).flatMap(({ folds }) => folds)).toHaveLength(2);
    }
  });

  it('puts what is known by the day only on that day, whatever the zone', () => {
    const visit = { kind: 'VISIT', subject: 'v', at: '2026-11-21T15:59:59.999999Z', day: '2026-11-21' } as TimelineEntry;
    expect(byDays([visit, third]).map(({ day }) => day)).toEqual(['2026-11-21']);
  });
});
