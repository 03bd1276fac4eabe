import type { CountClaim, ScheduleClaim } from '../statement/schedule-claim';

/** Counts that are read under one convention. */
export interface Group {
  readonly claims: CountClaim[];
  readonly seen: Set<string>;
  /** The totals that were given. */
  readonly totals: Set<string>;
}

/** Claims of one table, or a list of counts of the same operation in the same part, with the total behind it. A layer that is named again begins another, and so does another total. */
export function groupsOf(claims: readonly ScheduleClaim[]): readonly Group[] {
  const groups: Group[] = [];
  const open = new Map<string, Group>();
  for (const claim of claims) {
    if (claim.kind !== 'count' || !claim.sure) continue;
    const where = claim.table === undefined ? `${claim.scope.problem ?? ''} ${claim.counted}` : `table ${claim.table}`;
    const key = `${claim.setup.entry} ${where}`;
    const layer = claim.of.kind === 'layers' ? `${claim.counted} ${claim.of.layers.join(',')}` : undefined;
    let group = open.get(key);
    const total = claim.of.kind === 'total' ? `${claim.counted} ${claim.value}` : undefined;
    const again =
      group &&
      claim.table === undefined &&
      group.totals.size > 0 &&
      (layer !== undefined || (total !== undefined && !group.totals.has(total)));
    if (!group || again || (claim.table === undefined && layer !== undefined && group.seen.has(layer))) {
      group = { claims: [], seen: new Set(), totals: new Set() };
      groups.push(group);
      open.set(key, group);
    }
    group.claims.push(claim);
    if (layer !== undefined) group.seen.add(layer);
    if (total !== undefined) group.totals.add(total);
  }
  return groups;
}
