import { AttnError } from '../errors.js';
import type { LayerArrays } from './layer-arrays.js';
import { isContradicted, type MaskRules, openMask, paddings } from './mask.js';
import type { TensorFile } from './tensor-file.js';

/** Keys of a layer that are padding, and the array that says so. */
export interface Padding {
  readonly array: string;
  /** By position, ascending. */
  readonly keys: readonly number[];
}

/** @throws {AttnError} `wrong-shape`, `mask-contradicts` */
export type PaddingOf = (layer: number) => Promise<Padding>;

/**
 * The keys that a file's array hides from every query, layer by layer; undefined where it has no such array. Models' own masks stand
 * before that of this project, which may hide more. What PyTorch calls `key_padding_mask` marks what is hidden, the others what may be attended.
 * @param weights those of a head, of which nearly all cannot be padding's
 */
export function paddingBeside(
  file: TensorFile,
  rules: MaskRules,
  arrays: LayerArrays,
  weights?: (layer: number) => Promise<Float32Array>,
): PaddingOf | undefined {
  const array = paddings.toReversed().find((name) => file.has(name));
  if (!array) return undefined;
  // What the author says of `mask` is not said of another array beside it.
  const given = array === 'mask' || !file.has('mask') ? rules.sense : null;
  const sense = given ?? (array === 'key_padding_mask' ? 'hidden' : null);
  return async (layer) => {
    const mask = await openMask(file, { ...rules, sense, optional: false }, arrays, array);
    const [, , queries, keys] = arrays.sizeOf(layer) ?? [0, 0, 0, 0];
    const allowed = mask!.allowed(layer, 0);
    const isSeen = new Uint8Array(keys);
    for (let query = 0; query < queries; query++) {
      for (let key = 0; key < keys; key++) isSeen[key] |= allowed[query * keys + key];
    }
    const hidden = [...isSeen.keys()].filter((key) => isSeen[key] === 0);
    if (!given && weights && hidden.length > 0) {
      const values = await weights(layer);
      const rest = values.map((value, at) => (isSeen[at % keys] ? value : -Infinity));
      if (isContradicted(values, rest, rules.isScores === true))
        throw new AttnError('mask-contradicts', { layer, head: 0 });
    }
    return { array, keys: hidden };
  };
}
