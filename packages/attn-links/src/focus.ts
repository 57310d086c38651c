import type { SideName } from './layout.js';

/** Token of either side, or with both a single line, that is looked at. */
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
