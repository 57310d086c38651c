import type { TensorSource } from '@attn-elements/core/data';
import type { ReadPanel } from '@attn-elements/core/element';

export const sortings = ['none', 'entropy', 'first-token', 'previous-token', 'same-token', 'induction'] as const;
/** Order of the heads of a figure: the score that they are sorted by. */
export type Sorting = (typeof sortings)[number];

/** Scores of heads: what heads are sorted by, and how far away they look. */
export type HeadScore = Exclude<Sorting, 'none'> | 'distance';

export const headMetrics = [
  'layer',
  'entropy',
  'distance',
  'first-token',
  'previous-token',
  'same-token',
  'induction',
] as const satisfies readonly ('layer' | HeadScore)[];
/** Number of a head that a plot of heads has an axis of. */
export type HeadMetric = (typeof headMetrics)[number];

/** Panels in their order, with what they were sorted by; null where they stand as the model has them. */
export interface Sorted {
  readonly panels: readonly ReadPanel[];
  readonly scores: readonly number[] | null;
}

export type SortPanels = (
  panels: readonly ReadPanel[],
  sorting: Exclude<Sorting, 'none'>,
  source: TensorSource,
) => Sorted;
