import type { AbcRules, AbcRulesEdit } from '@/api/types';

/** The rules while somebody edits them: regions in rows, some perhaps without a name yet. */
export interface RulesDraft {
  regionWeight: number;
  strengthWeight: number;
  likelihoodWeight: number;
  regions: { name: string; points: number }[];
  otherRegions: number;
}

export function toDraft({ regionWeight, strengthWeight, likelihoodWeight, regions, otherRegions }: AbcRules): RulesDraft {
  const rows = Object.entries(regions)
    .sort(([a, x], [b, y]) => y - x || a.localeCompare(b))
    .map(([name, points]) => ({ name, points }));
  return { regionWeight, strengthWeight, likelihoodWeight, otherRegions, regions: rows };
}

export function fromDraft(draft: RulesDraft): AbcRulesEdit {
  const named = draft.regions.filter(({ name }) => name.trim() !== '');
  return { ...draft, regions: Object.fromEntries(named.map(({ name, points }) => [name.trim(), points])) };
}

export function sumOf({ regionWeight, strengthWeight, likelihoodWeight }: RulesDraft): number {
  return regionWeight + strengthWeight + likelihoodWeight;
}

export function isSame(draft: RulesDraft, rules: AbcRules): boolean {
  return JSON.stringify(fromDraft(draft)) === JSON.stringify(fromDraft(toDraft(rules)));
}

export interface Move {
  from: string | null;
  to: string;
  count: number;
}

/** `{ 'C>A': 3, '->B': 1 }` as moves, the largest first. */
export function movesOf(moves: Record<string, number>): Move[] {
  return Object.entries(moves)
    .map(([move, count]) => {
      const split = move.lastIndexOf('>');
      const from = move.slice(0, split);
      return { from: from === '-' ? null : from, to: move.slice(split + 1), count };
    })
    .sort((a, b) => b.count - a.count);
}
