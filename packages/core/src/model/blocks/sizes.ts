import { reason } from '../../errors.js';
import { MOST_LAYERS, type ModelConfig } from '../config.js';

/** Sizes of the layers of one stack. */
export interface Sizes {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyHeads: number;
  readonly headWidth: number;
}

/** Names that a family's configuration has for them. */
export interface SizeNames {
  readonly width?: string | readonly string[];
  readonly layers?: string | readonly string[];
  readonly heads?: string | readonly string[];
  /** Field of a head's own width; the width's share of a head unless it is there. */
  readonly headWidth?: string;
}

/** Reads the sizes, and refuses heads that do not divide what they share. */
export function sizesOf(config: ModelConfig, names: SizeNames = {}): Sizes {
  const { width: widthName = 'hidden_size', heads: headsName = 'num_attention_heads' } = names;
  const width = config.count(widthName);
  const layers = config.count(names.layers ?? 'num_hidden_layers', { most: MOST_LAYERS });
  const heads = config.count(headsName, { most: MOST_LAYERS * 16 });
  const keyHeads = config.count('num_key_value_heads', { most: heads, or: heads });
  const own = config.optionalCount(names.headWidth ?? 'head_dim');
  if (own === null && width % heads) {
    throw config.fault([headsName].flat()[0], reason`it must divide the width, ${width}`);
  }
  if (heads % keyHeads) throw config.fault('num_key_value_heads', reason`it must divide the number of heads, ${heads}`);
  return { width, layers, heads, keyHeads, headWidth: own ?? width / heads };
}
