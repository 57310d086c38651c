import type { Matrix } from '../../color/index.js';
import { type SourceKind, visibleText } from '../../data/index.js';
import { hideKeys } from '../../math/index.js';
import type { Say } from '../locale.js';
import type { ReadPanel } from './panels.js';

export const hides = ['none', 'special', 'padding'] as const;
/** Keys that are hidden by what they are: none, special tokens, or padding. */
export type Hide = (typeof hides)[number];

/** Keys that an author hides. */
export interface Hiding {
  readonly hideFirstToken: boolean;
  readonly hide?: Hide;
}

/** Keys of a panel that can be hidden by what they are. */
type Known = Pick<ReadPanel, 'special' | 'padding'>;
type Keys = Known & Pick<ReadPanel, 'raw'>;

/** Positions of the keys of a panel that are hidden. */
export function hiddenKeys({ special, padding }: Known, { hideFirstToken, hide }: Hiding): readonly number[] {
  const found = (hide === 'special' && special?.keys()) || (hide === 'padding' && padding?.keys) || [];
  return hideFirstToken ? [...new Set([0, ...found])] : [...found];
}

/** The matrix of a panel without the keys that are hidden, the rows of weights renormalised; the very same where none is. */
export function withoutHidden(panel: Keys, kind: SourceKind, hiding: Hiding): Matrix {
  const { rows, columns, values } = panel.raw;
  const hidden = hiddenKeys(panel, hiding);
  if (hidden.length === 0) return panel.raw;
  return { rows, columns, values: hideKeys(values, rows, columns, hidden, kind === 'weights') };
}

/** Most names of special tokens that a legend has. */
const NAMED = 6;

/** Sentences of the legend on the keys that are hidden: which, by what, and whether rows were renormalised. */
export function hidingNotes(
  panels: readonly Known[],
  kind: SourceKind,
  { hideFirstToken, hide }: Hiding,
  say: Say,
): string[] {
  const isWeights = kind === 'weights';
  const first = (isLast: boolean) => (hideFirstToken ? [say(isWeights && isLast ? 'hidden' : 'hiddenScores')] : []);
  if (hide === 'padding') {
    const { array } = panels.find(({ padding }) => padding)?.padding ?? {};
    // It may not have been read yet.
    if (!array) return first(true);
    if (panels.every(({ padding }) => !padding?.keys.length)) return [...first(true), say('noPadding', { array })];
    return [...first(false), say(isWeights ? 'hiddenPadding' : 'hiddenPaddingScores', { array })];
  }
  if (hide !== 'special') return first(true);
  const names = [...new Set(panels.flatMap(({ special }) => [...(special?.values() ?? [])]))].map(visibleText);
  if (names.length === 0) return [...first(true), say('noSpecial')];
  const list = names.length > NAMED ? [...names.slice(0, NAMED), '…'] : names;
  return [...first(false), say(isWeights ? 'hiddenSpecial' : 'hiddenSpecialScores', { names: list.join(' ') })];
}
