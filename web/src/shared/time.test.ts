import { afterEach, describe, expect, it } from 'vitest';
import { dateAndTime, startOfDay, timeAgo, zone } from './time';

afterEach(() => {
  zone.value = 'Asia/Shanghai';
});

describe('instants in the company’s zone', () => {
  it('read year first, to the minute', () => {
    expect(dateAndTime('2026-11-21T06:05:59Z')).toBe('2026-11-21 14:05');
  });

  it.each([
    ['Asia/Shanghai', '2026-11-21', '2026-11-20T16:00:00.000Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    ['America/New_York', '2026-11-02', '2026-11-02T05:00:00.000Z'],
    ['Asia/Kolkata', '2026-01-01', '2025-12-31T18:30:00.000Z'],
  ])('in %s the day %s begins at %s', (name, day, begins) => {
    zone.value = name;
    expect(startOfDay(day)).toBe(begins);
  });

  it('count days over the end of a month', () => {
    expect(startOfDay('2026-02-28', 1)).toBe('2026-02-28T16:00:00.000Z');
  });

  it('tell how long ago they were', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    expect(timeAgo('2026-11-19T11:00:00Z', 'zh-CN', now)).toBe('前天');
    expect(timeAgo('2026-11-21T09:00:00Z', 'en', now)).toBe('3 hours ago');
  });
});
