import { ref } from 'vue';

/** The company's time zone: every instant is shown in it, whatever the browser's is. */
export const zone = ref('Asia/Shanghai');

const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string): Intl.DateTimeFormat {
  let known = formats.get(timeZone);
  if (!known) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    known = new Intl.DateTimeFormat('sv-SE', { ...parts, timeZone });
    formats.set(timeZone, known);
  }
  return known;
}

/** `2026-11-21 14:05` */
export function dateAndTime(instant: string): string {
  return format(zone.value).format(new Date(instant));
}

/** `2026-11-21` */
export function dateOnly(instant: string): string {
  return dateAndTime(instant).slice(0, 10);
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export function timeAgo(instant: string, language: string, now = Date.now()): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const);
  return words.format(Math.round(seconds / size), unit);
}

/** The instant at which a day (or one so many days later) begins in the company's zone. */
export function startOfDay(day: string, later = 0): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const asUtc = Date.UTC(year, month - 1, date + later);
  // What the zone's clocks show at that moment tells how far they are from UTC; once more for a change in between.
  let instant = asUtc;
  for (let pass = 0; pass < 2; pass++) instant = asUtc - offsetAt(instant);
  return new Date(instant).toISOString();
}

function offsetAt(instant: number): number {
  return Date.parse(`${dateAndTime(new Date(instant).toISOString()).replace(' ', 'T')}Z`) - Math.floor(instant / 60_000) * 60_000;
}
