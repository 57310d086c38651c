import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface StructureFixture {
  readonly name: string;
  readonly table: readonly number[][];
  readonly spectrum: readonly number[];
  /** `deviation` is that of the mean over 20,000 random orders of the rows. */
  readonly neighbours: { readonly mean: number; readonly expected: number; readonly deviation: number };
}

/** Tables of positions and the order in them, computed with NumPy by the script beside them. */
export const structureFixtures: readonly StructureFixture[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/structure.json'), 'utf8'),
);
