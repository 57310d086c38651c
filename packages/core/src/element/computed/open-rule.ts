import type { TensorSource } from '../../data/index.js';
import type { ComputedSettings } from './computed-options.js';
import { ComputedSource } from './computed-source.js';
import { parseMask } from './mask-words.js';

/** Tokens that an author gives, for both sides or one. */
export interface RuleTokens {
  readonly tokens: readonly string[] | null;
  readonly queryTokens: readonly string[] | null;
  readonly keyTokens: readonly string[] | null;
}

/** A mask without any attention as a source: 1 where a key may be attended, masked elsewhere. As large as its tokens, or as `size 12` says. */
export function openRule({ tokens, queryTokens, keyTokens }: RuleTokens, settings: ComputedSettings): ComputedSource {
  const { mask } = settings;
  const { size } = parseMask(mask) ?? {};
  const [query, key] = [queryTokens ?? tokens, keyTokens ?? tokens];
  const queries = query?.length ?? size ?? key?.length ?? 0;
  const keys = key?.length ?? size ?? queries;
  const input: TensorSource = {
    kind: 'scores',
    isRule: true,
    layers: 1,
    heads: () => 1,
    shape: () => [queries, keys],
    queryTokens: query,
    keyTokens: key,
    description: null,
    slice: async () => new Float32Array(queries * keys).fill(1),
  };
  return new ComputedSource(input, settings);
}
