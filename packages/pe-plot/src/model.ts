import { type Dense, type RotaryScalingKind, rotaryScalingKinds } from '@attn-elements/core/math';
import { settingFault } from './faults.js';
import type { Encoding, LearnedTable } from './kinds/encoding.js';
import type { Makers } from './makers.js';
import { type Kind, kinds, type PlotSettings, type ViewName } from './settings.js';

/** One of the encodings of a figure: a kind, and for `rotary` how it is scaled. */
export interface Compared {
  readonly kind: Kind;
  readonly scaling: RotaryScalingKind | null;
}

/** The kinds to compare, as in `"sinusoidal rotary rotary:yarn alibi"`; undefined where a word is none of them. */
export function parseCompared(text: string): Compared[] | undefined {
  const list = text
    .trim()
    .toLowerCase()
    .split(/[\s,]+/);
  const compared = list.map((word) => {
    const [name, scaled, ...more] = word.split(':');
    const kind = kinds.find((one) => one === name);
    const scaling = rotaryScalingKinds.find((one) => one === scaled) ?? null;
    const isScaled = scaling !== null && kind === 'rotary' && more.length === 0;
    return kind && (scaled === undefined || isScaled) ? { kind, scaling } : null;
  });
  return compared.every((one) => one !== null) ? compared : undefined;
}

/** The encodings of a figure, and the views that make sense for all of them. */
export interface Subject {
  readonly encodings: readonly Encoding[];
  readonly views: readonly ViewName[];
  /** Makes what a view shows of them. */
  readonly facets: Makers['facets'];
}

/**
 * @param compared one encoding, or several side by side
 * @param table of `learned` or `t5`
 * @param inputs [tokens, width] that encodings are added to; null where there are none
 * @throws {AttnError} `bad-option`
 */
export function subject(
  compared: readonly Compared[],
  settings: PlotSettings,
  table: LearnedTable | null,
  { encoding, facets, addedTo }: Makers,
  inputs: Dense<Float32Array> | null = null,
): Subject {
  if (settings.rope !== null && !compared.some(({ kind, scaling }) => kind === 'rotary' && !scaling)) {
    throw settingFault('kind', compared.map(({ kind }) => kind).join(', '), 'ropeKind');
  }
  const encodings = compared.map(({ kind, scaling }) => {
    // A scaling that is named stands beside the model's own.
    const own = scaling ? { ...settings, scaling, rope: null } : settings;
    const made = encoding(kind, own, kind === 'learned' || kind === 't5' ? table : null);
    return inputs && addedTo ? addedTo(inputs, made) : made;
  });
  const [first, ...others] = encodings;
  const views = first.views.filter((view) => others.every((other) => other.views.includes(view)));
  return { encodings, views, facets };
}

/** The view that is shown: the one asked for where it makes sense, else the first that does. */
export function viewOf({ encodings, views }: Subject, asked: ViewName | null): ViewName {
  if (asked && views.includes(asked)) return asked;
  // Every encoding has a kernel: what is to be compared is how it falls with distance.
  return encodings.length > 1 ? 'kernel' : views[0];
}
