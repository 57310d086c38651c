import { type Remark, remark, type SideSegments, type TensorSource } from '@attn-elements/core/data';
import { AttnError } from '@attn-elements/core/errors';
import type { HeadAsked, HeadValues, ModelArray, ModelFacts, ModelPart, RunFacts } from './running/protocol.js';
import { modelArrays } from './running/protocol.js';

type Ask = (asked: HeadAsked, signal?: AbortSignal) => Promise<HeadValues>;

/** Parts of a model, the one that is shown unless another is named first. */
export const partsOf = ({ heads }: ModelFacts): readonly ModelPart[] =>
  (['self', 'decoder', 'cross', 'encoder'] as const).filter((part) => heads[part]);

/** Arrays of a model: gradients are those of a prediction. */
const arraysOf = ({ predicts }: ModelFacts): readonly ModelArray[] =>
  modelArrays.filter((array) => !isGradient(array) || predicts !== 'none');

const isGradient = (array: ModelArray): boolean => array === 'gradient' || array === 'attention-gradient';

/** Names that `array` may have of elements that follow: `attention`, `queries`, …, and of models of two halves `cross_attention`, …. */
export function arrayNames(facts: ModelFacts): readonly string[] {
  const parts = partsOf(facts);
  return parts.flatMap((part) => arraysOf(facts).map((array) => (part === 'self' ? array : `${part}_${array}`)));
}

/**
 * An array of a run as other elements show it, a head at a time. Without a name the attention of the only part, or of the decoder.
 * @throws {AttnError} `no-array` where the model has none of the name
 */
export function sourceOf(
  facts: ModelFacts,
  { run, picture }: { readonly run: RunFacts; readonly picture: string | null },
  name: string | null,
  url: string,
  ask: Ask,
): TensorSource {
  const found = placeOf(facts, name);
  if (!found) throw new AttnError('no-array', { name: name!, url, names: arrayNames(facts) });
  const { part, array } = found;
  const heads = facts.heads[part]!;
  const own = part === 'encoder' || part === 'self' ? run.tokens : run.decoderTokens!;
  const keys = part === 'cross' ? run.tokens : own;
  const isMap = array === 'attention' || array === 'value-weighted' || isGradient(array);
  const columns = isMap ? keys.length : array === 'hidden' ? facts.width : facts.headWidth;
  return {
    kind: array === 'attention' ? 'weights' : 'values',
    layers: heads.length,
    heads: (layer) => (array === 'hidden' ? 1 : (heads[layer] ?? 0)),
    shape: () => [array === 'keys' || array === 'values' ? keys.length : own.length, columns],
    queryTokens: array === 'keys' || array === 'values' ? keys : own,
    keyTokens: isMap ? keys : null,
    description: null,
    remarks: remarksOn(array, run),
    segments: () => segmentsOf(facts),
    picture,
    async slice(layer, head, signal) {
      const isThere = Number.isSafeInteger(layer) && Number.isSafeInteger(head) && layer >= 0 && head >= 0;
      if (!isThere || layer >= heads.length || head >= (array === 'hidden' ? 1 : heads[layer])) {
        throw new AttnError('no-head', { layer, head, url, layers: heads.length, heads: Math.max(...heads) });
      }
      return (await ask({ run: run.run, array, part, layer, head }, signal)).values;
    },
  };
}

/** The prediction that gradients are of, as far as it was told. */
function remarksOn(array: ModelArray, { places }: RunFacts): readonly Remark[] {
  if (array !== 'gradient' && array !== 'attention-gradient') return [];
  const token = places[0]?.predictions[0]?.piece;
  return [token === undefined ? remark(`${array}-of-likeliest`) : remark(`${array}-of`, { token: `“${token}”` })];
}

function placeOf(
  facts: ModelFacts,
  name: string | null,
): { readonly part: ModelPart; readonly array: ModelArray } | null {
  const parts = partsOf(facts);
  for (const part of parts) {
    for (const array of arraysOf(facts)) {
      const own = part === 'self' ? array : `${part}_${array}`;
      if (name === own || (name === null && part === parts[0] && array === 'attention')) return { part, array };
    }
  }
  return null;
}

/** A class token, then patches, of models that look at pictures. */
function segmentsOf({ patches }: ModelFacts): SideSegments {
  if (!patches) return { query: null, key: null };
  const [rows, columns] = patches;
  const list = [
    { kind: 'class', start: 0, length: 1 },
    { kind: 'image', start: 1, length: rows * columns, rows, columns },
  ] as const;
  return { query: list, key: list };
}
