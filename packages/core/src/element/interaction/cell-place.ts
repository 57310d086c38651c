/** A query and a key, of which either may be left open. */
export interface CellPlace {
  readonly query: number | null;
  readonly key: number | null;
}
