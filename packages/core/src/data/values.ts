import { reason } from '../errors.js';
import { wrongShape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { chooseArrays, hasArrays } from './array-names.js';
import { type AxisRules, axisList } from './axes.js';
import { type LayerArrays, readLayers, viewNumbers } from './layer-arrays.js';
import type { TensorFile } from './tensor-file.js';

/** Value vectors [keys, width] of one head. */
export type ValuesOf = (layer: number, head: number) => Promise<Tensor>;

/** Attention that values stand beside: its layers, and their sizes [layer, head, query, key]. */
type Beside = Pick<LayerArrays, 'layers' | 'sizeOf'>;

/**
 * The array `values` of a file, [.., token, width] with layers, batch and heads as its attention has them, one head at a time; with
 * fewer heads each is shared by as many (grouped-query attention, Ainslie et al. 2023, 2.2). Read when a head of it is first asked for:
 * that rejects with `wrong-shape` where it does not fit. undefined where the file has none, or it is what is shown.
 */
export function valuesBeside(
  file: TensorFile,
  shown: string,
  rules: Pick<AxisRules, 'axes' | 'batch' | 'items'>,
  beside: Beside,
): ValuesOf | undefined {
  if (shown === 'values' || !hasArrays(file, 'values')) return undefined;
  let reading: Promise<LayerArrays> | null = null;
  return async (layer, head) => {
    const values = await (reading ??= read(file, rules, beside.layers));
    const size = values.sizeOf(layer);
    const [, heads, , keys] = beside.sizeOf(layer) ?? [0, 0, 0, 0];
    if (!size) throw wrongShape('values', values.sizes[0], reason`layer ${layer} of the attention has none`);
    const [, valueHeads, tokens] = size;
    if (tokens !== keys) throw wrongShape('values', size, reason`the attention has ${keys} keys`);
    if (heads % valueHeads !== 0) {
      throw wrongShape(
        'values',
        size,
        reason`its ${valueHeads} heads do not divide the ${heads} heads of the attention`,
      );
    }
    return values.part(layer, Math.floor((head * valueHeads) / heads)).here();
  };
}

async function read(
  file: TensorFile,
  { axes, ...rules }: Pick<AxisRules, 'axes' | 'batch' | 'items'>,
  layers: number,
): Promise<LayerArrays> {
  const chosen = await chooseArrays(file, 'values', 2);
  const [layer = chosen.name] = chosen.layers?.values() ?? [];
  const first = typeof layer === 'string' ? layer : layer.names[0];
  const matrix = ['token', 'width'] as const;
  const own = valueAxes(axes, (await viewNumbers(file, first)).shape.length);
  const values = await readLayers(file, chosen, { ...rules, axes: own, name: 'values', matrix });
  if (values.layers !== layers) throw wrongShape('values', values.sizes[0], reason`the attention has ${layers} layers`);
  return values;
}

/** Axes named for attention, as values of as many have them: tokens where it has queries, their width where it has keys. */
function valueAxes(axes: AxisRules['axes'], rank: number): readonly string[] {
  const names = axisList(axes).map((name) => (name === 'query' ? 'token' : name === 'key' ? 'width' : name));
  return names.length === rank && !names.includes('rows') ? names : [];
}
