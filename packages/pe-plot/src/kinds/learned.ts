import { type Dense, neighbourSimilarity, positionSpectrum, type SimilarityKind } from '@attn-elements/core/math';
import type { PlotSettings } from '../settings.js';
import type { Encoding } from './encoding.js';
import { canTile, gridOf, gridTiles } from './grid-tiles.js';
import { once } from './once.js';
import { patchGrid } from './patch-grid.js';
import { pairsKernel, tablePairs } from './table-pairs.js';

/** Fewer positions say nothing of an order. */
const FEWEST = 3;

/** A table that a model learned (Gehring et al. 2017, 3.1), which may have found an order or not. */
export function learnedEncoding(table: Dense<Float32Array>, settings: PlotSettings): Encoding {
  const { similarity, trained } = settings;
  const [length, width] = table.shape;
  const grid = patchGrid(length, settings);
  const pairs = once(() => tablePairs(table, similarity satisfies SimilarityKind));
  const { rows, columns } = settings;
  const hasTiles = grid !== null && canTile(rows, columns, width);
  const hasOrder = length >= FEWEST;
  return {
    kind: 'learned',
    variant: '',
    length,
    width,
    trained,
    views: [
      'heatmap',
      'curves',
      'similarity',
      ...(hasTiles ? (['tiles'] as const) : []),
      'kernel',
      ...(hasOrder ? (['spectrum'] as const) : []),
    ],
    table: () => table,
    term: (position, column) => `PE[${position}, ${column}]`,
    pairs,
    kernel: once(() => pairsKernel(pairs())),
    ...(grid && {
      positionName: (position: number) => grid.nameOf(position),
      tiles: once(() => gridTiles(gridOf(table, grid.apart), rows, columns, similarity)),
      gridKernel: once(() => grid.kernel(table, similarity)),
      remarks: grid.apart > 0 ? [{ name: 'tokensApart' as const, details: { count: grid.apart } }] : [],
    }),
    structure: hasOrder
      ? once(() => ({
          neighbours: neighbourSimilarity(table),
          spectrum: positionSpectrum(table).values,
          noise: 1 / Math.sqrt(width),
        }))
      : undefined,
  };
}
