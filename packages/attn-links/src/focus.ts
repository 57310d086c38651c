import type { SideName } from './layout.js';

/** What is looked at: a token of either side, or with both a single line. */
export interface Focus {
  readonly query: number | null;
  readonly key: number | null;
}

export const focusOn = (side: SideName, index: number): Focus => ({
  query: side === 'query' ? index : null,
  key: side === 'key' ? index : null,
});

/** The token whose lines are shown: the query, where both are looked at. */
export function tokenOf({ query, key }: Focus): { readonly side: SideName; readonly index: number } {
  return query === null ? { side: 'key', index: key! } : { side: 'query', index: query };
}
