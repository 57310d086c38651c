import { AttnError, reason } from '../../errors.js';
import { Tensor, wrongShape } from '../../tensor.js';
import type { ReadContext } from './format.js';
import { isObject } from './json-text.js';
import { readValue } from './value.js';

type Tokens = readonly { readonly token?: unknown }[];

/** An attribution of one sequence, as inseq saves it in JSON. */
interface Attribution {
  readonly source?: Tokens;
  readonly target?: Tokens;
  /** [input, written token, ..]. */
  readonly source_attributions?: unknown[] | null;
  readonly target_attributions?: unknown[] | null;
  readonly attr_pos_start?: number;
  readonly attr_pos_end?: number | null;
  /** Names of the axes of each attribution, by their places. */
  readonly _attribution_dim_names?: Readonly<Record<string, Readonly<Record<string, string>> | null>> | null;
}

/** Attributions of inseq as examples of attention: `source_attributions` and `target_attributions`, each [.., written token, input]. */
export function fromInseq(attributions: readonly unknown[], context: ReadContext): object[] {
  return attributions.filter(isObject).map((item) => exampleOf(item as Attribution, context));
}

const sides = ['source', 'target'] as const;

function exampleOf(attribution: Attribution, context: ReadContext): object {
  const { target = [], attr_pos_start: start = 0, attr_pos_end: end } = attribution;
  const written = textsOf(target).slice(start, end ?? undefined);
  const example: Record<string, unknown> = {};
  for (const side of sides) {
    const name = `${side}_attributions` as const;
    const stored = attribution[name];
    if (!Array.isArray(stored) || stored.length === 0) continue;
    const { arrays } = readValue({ [name]: stored }, context);
    const make = arrays.get(name);
    const array = typeof make === 'function' ? make() : make;
    if (!(array instanceof Tensor)) throw new AttnError('no-array', { name, url: context.url, names: '' });
    example[name] = turned(array, name, attribution._attribution_dim_names?.[name]);
    example[`${name}.key_tokens`] = textsOf(attribution[side] ?? []);
    example[`${name}.query_tokens`] = written;
  }
  return example;
}

const textsOf = (tokens: Tokens) => tokens.map(({ token }) => String(token));

/** The array as [layer, head, query, key]: it comes as [key, query], and layers or heads behind them. */
function turned(array: Tensor, name: string, dims: Readonly<Record<string, string>> | null | undefined): Tensor {
  const { shape, strides } = array;
  const named = Array.from({ length: Math.max(0, shape.length - 2) }, (_, at) => dims?.[at + 2] ?? '');
  const isKnown = named.every((dim) => /head|layer/i.test(dim)) || (shape.length === 4 && !named.some(Boolean));
  if (shape.length < 2 || shape.length > 4 || !isKnown) {
    throw wrongShape(
      name,
      shape,
      reason`beside inputs and written tokens it may have layers and heads; aggregate others before it is saved`,
    );
  }
  const outer = named.map((_, at) => at + 2);
  if (named.length === 2 && /head/i.test(named[0])) outer.reverse();
  const order = [...outer, 1, 0];
  return array.view(
    order.map((axis) => shape[axis]),
    order.map((axis) => strides[axis]),
  );
}
