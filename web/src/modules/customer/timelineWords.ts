import { useI18n } from 'vue-i18n';
import type { Money, Order, TimelineEntry, Visit } from '@/api/types';
import { moneyText } from '@/shared/field/text';
import { useRevisionWords } from './revisions';
import { eventOf } from './timeline';

type PlacedOrder = Pick<Order, 'total' | 'status' | 'place' | 'source'>;

/** What happened, in words. */
export function useTimelineWords() {
  const { t, te, locale } = useI18n();
  const words = { FILE: useRevisionWords(), PERSON: useRevisionWords('person') };
  const { source: sourceOf } = words.FILE;

  function sentence(entry: TimelineEntry): string {
    const { kind, name, revision } = entry;
    if (kind === 'FILE') return words.FILE.title(revision!);
    if (kind === 'VISIT') return t('customer.timeline.visited', { people: new Intl.ListFormat(locale.value).format(visitOf(entry).peopleMet) });
    if (kind === 'ORDER' && !revision) return t('customer.timeline.ordered', { name, amount: amountOf(entry) });
    const event = eventOf(entry);
    const count = revision!.changes.length;
    return kind === 'ORDER'
      ? t(`customer.timeline.order.${event === 'voided' ? 'voided' : 'changed'}`, { name, count })
      : t(`customer.timeline.person.${event}`, { name, count, version: revision!.reason?.slice(1) });
  }

  /** How it came in; what took place tells where. */
  function source(entry: TimelineEntry): string {
    if (entry.revision) return sourceOf(entry.revision);
    if (entry.kind === 'VISIT') return visitOf(entry).place ?? '';
    const { status, place, source: origin } = orderOf(entry);
    const parts = [t(`customer.orders.states.${status}`), place, origin === 'MANUAL' ? '' : origin];
    return parts.filter(Boolean).join(' · ');
  }

  function reason(entry: TimelineEntry): string {
    if (entry.kind === 'VISIT') return visitOf(entry).summary;
    return entry.revision && eventOf(entry) !== 'restored' ? (entry.revision.reason ?? '') : '';
  }

  function label({ kind }: TimelineEntry, key: string): string {
    if (kind === 'ORDER') {
      const line = /^line\.(\d+)$/.exec(key)?.[1];
      if (line) return t('customer.orders.line', { number: line });
      return te(`customer.orders.${key}`) ? t(`customer.orders.${key}`) : key;
    }
    return words[kind === 'PERSON' ? 'PERSON' : 'FILE'].label(key);
  }

  function value({ kind }: TimelineEntry, key: string, raw: unknown): string {
    if (kind !== 'ORDER') return words[kind === 'PERSON' ? 'PERSON' : 'FILE'].value(key, raw);
    if (raw === null || raw === undefined) return t('customer.empty');
    if (key === 'status') return t(`customer.orders.states.${String(raw)}`);
    if (typeof raw !== 'object') return String(raw);
    const { name, productName, quantity, amount } = raw as Record<string, string>;
    return name ?? `${productName} × ${quantity} = ${amount}`;
  }

  function amountOf(entry: TimelineEntry): string {
    return moneyText(orderOf(entry).total as Money, locale.value);
  }

  return { sentence, source, reason, label, value };
}

function orderOf({ thing }: TimelineEntry): PlacedOrder {
  return thing as PlacedOrder;
}

function visitOf({ thing }: TimelineEntry): Visit {
  return thing as Visit;
}
