import type { ColorScale } from '../color/index.js';
import type { SourceKind } from '../data/index.js';
import type { Extent, Normalization } from '../math/index.js';
import type { Say } from './locale.js';

const kinds = { linear: 'scaleLinear', log: 'scaleLog', power: 'scalePower' } as const;

/** Names of what values are divided within: rows and columns where a figure shows them as such, else queries and keys. */
const divided = {
  cells: { row: 'perRow', column: 'perColumn', matrix: 'perHead' },
  tokens: { row: 'perQuery', column: 'perKey', matrix: 'perHead' },
} as const;

/** Scale in words, as a legend names it. */
export function scaleNote(
  { kind, exponent }: Pick<ColorScale, 'kind' | 'exponent'>,
  say: Say,
  number: (value: number) => string,
): string {
  return say(kinds[kind], { exponent: number(exponent) });
}

/** Normalization in words, as a legend names it; nothing where values are not divided. */
export function normalizationNotes(normalization: Normalization, within: keyof typeof divided, say: Say): string[] {
  return normalization === 'none' ? [] : [say(divided[within][normalization])];
}

/** Scale and normalization in words, of a figure that is linear and not normalized where it says nothing. */
export function scaleNotes(
  scale: Pick<ColorScale, 'kind' | 'exponent'>,
  normalization: Normalization,
  within: keyof typeof divided,
  say: Say,
  number: (value: number) => string,
): string[] {
  const named = scale.kind === 'linear' ? [] : [scaleNote(scale, say, number)];
  return [...named, ...normalizationNotes(normalization, within, say)];
}

/** One number of a source in a word, within a sentence. */
export const oneOfKind = { weights: 'oneWeight', scores: 'oneScore', values: 'oneValue' } as const satisfies Record<
  SourceKind,
  string
>;

/** Quantity in a word, as a legend begins: of what attention never is, neither weights nor scores are spoken of. */
export const quantityOf = (kind: SourceKind, { low, high }: Pick<Extent, 'low' | 'high'>): SourceKind =>
  kind === 'weights' && (low < 0 || high > 1.01) ? 'values' : kind;
