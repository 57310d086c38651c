import type { TensorSource } from '../../data/index.js';
import { firstLayer, type Selection } from './panels.js';
import type { SourceSettings } from './source-properties.js';

/** Of elements that show one head at a time, which one where the author names none: the first layer that has attention, of a rollout the last; the mean of its heads. */
export const oneHead =
  (host: Pick<SourceSettings, 'layer' | 'rollup'>) =>
  (source: TensorSource): Selection => {
    const layer = host.rollup === 'rollout' ? source.layers - 1 : firstLayer(source);
    return { layer, head: source.heads(host.layer ?? layer) > 1 ? 'mean' : 0 };
  };
