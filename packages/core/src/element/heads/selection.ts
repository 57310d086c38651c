import type { TensorSource } from '../../data/index.js';
import type { HeadRollup } from '../../math/index.js';
import { firstLayer } from './panels.js';
import { fromEnd } from '../interaction/index-in.js';

/** The layer and the head that are looked at: null means all of them. */
export interface Selection {
  readonly layer: number | null;
  readonly head: number | HeadRollup | null;
}

/** Share of a source that a figure shows at once: all layers and heads, all heads of one layer, or one head. */
export type Shows = 'layers' | 'layer' | 'head';

/**
 * Selection where the author names no layer or no head, for all elements: all that a figure can show at once; of several layers
 * the first that has attention, rolled up, which ends there, the last; of several heads their mean.
 */
export function selectionOf(source: TensorSource, asked: Selection, shows: Shows, isRolledUp: boolean): Selection {
  const end = isRolledUp ? source.layers - 1 : firstLayer(source);
  const layer = asked.layer ?? (shows === 'layers' ? null : end);
  const heads = source.heads(fromEnd(layer ?? end, source.layers));
  return { layer, head: asked.head ?? (shows !== 'head' ? null : heads > 1 ? 'mean' : 0) };
}
