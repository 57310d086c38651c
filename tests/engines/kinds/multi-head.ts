import type { MultiHeadParameters } from '@attn-elements/core/math';
import { holdClose } from '../close.js';
import { holding, type Kind } from '../holding.js';
import type { ReferenceCase } from '../reference-case.js';

export const multiHead: Kind = (reference) => {
  const [query, key] = [reference.array('query'), reference.array('key')];
  const value = reference.has('value') ? reference.array('value') : key;
  const parameters = multiHeadParameters(reference, '');
  const heads = reference.number('heads');
  return [
    holding('weights, output', 'multiHeadAttention', async (multiHeadAttention, { forward }) => {
      const { weights, output } = await multiHeadAttention(query, key, value, parameters, { heads });
      holdClose('weights', weights, reference.array('weights'), forward);
      holdClose('output', output, reference.array('output'), forward);
    }),
  ];
};

/** The state dict of `torch.nn.MultiheadAttention` among the arrays of a case, under a prefix. */
export function multiHeadParameters(reference: ReferenceCase, prefix: string): MultiHeadParameters {
  const names = reference.names.filter((name) => /^(in_proj_|[qkv]_proj_|out_proj\.)/.test(name.slice(prefix.length)));
  const own = names.filter((name) => name.startsWith(prefix));
  const parameters = Object.fromEntries(own.map((name) => [name.slice(prefix.length), reference.array(name)]));
  return { ...parameters, 'out_proj.weight': reference.array(`${prefix}out_proj.weight`) };
}
