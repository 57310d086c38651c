import type { Matrix } from '../../color/index.js';
import { type SourceKind, visibleText } from '../../data/index.js';
import { hideKeys } from '../../math/index.js';
import type { Say } from '../locale.js';
import type { ReadPanel } from './panels.js';

export const hides = ['none', 'special'] as const;
/** Keys that are hidden by what they are: none, or special tokens. */
export type Hide = (typeof hides)[number];

/** Keys that an author hides. */
export interface Hiding {
  readonly hideFirstToken: boolean;
  readonly hide?: Hide;
}

type Keys = Pick<ReadPanel, 'raw' | 'special'>;

/** Positions of the keys of a panel that are hidden. */
export function hiddenKeys({ special }: Pick<Keys, 'special'>, { hideFirstToken, hide }: Hiding): readonly number[] {
  const found = hide === 'special' && special ? [...special.keys()] : [];
  return hideFirstToken && found[0] !== 0 ? [0, ...found] : found;
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

/** Sentences of the legend on the keys that are hidden: which, and whether rows were renormalised. */
export function hidingNotes(
  panels: readonly Pick<Keys, 'special'>[],
  kind: SourceKind,
  { hideFirstToken, hide }: Hiding,
  say: Say,
): string[] {
  const isWeights = kind === 'weights';
  const first = (isLast: boolean) => (hideFirstToken ? [say(isWeights && isLast ? 'hidden' : 'hiddenScores')] : []);
  if (hide !== 'special') return first(true);
  const names = [...new Set(panels.flatMap(({ special }) => [...(special?.values() ?? [])]))].map(visibleText);
  if (names.length === 0) return [...first(true), say('noSpecial')];
  const list = names.length > NAMED ? [...names.slice(0, NAMED), '…'] : names;
  return [...first(false), say(isWeights ? 'hiddenSpecial' : 'hiddenSpecialScores', { names: list.join(' ') })];
}
