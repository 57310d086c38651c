import {
  type ModelRope,
  modelRopeAttentionFactor,
  modelRopeFrequencies,
  paperRopeFrequencies,
  type RotaryLayout,
  rotaryAngles,
  turningWidth,
} from '@attn-elements/core/math';
import { readRope } from '../rope.js';
import type { PlotSettings } from '../settings.js';
import type { PlotRemark } from './encoding.js';

/** Rotation of a rotary encoding. */
export interface Rotation {
  /** Columns that turn. */
  readonly width: number;
  readonly base: number;
  /** Denominator of the exponents of the base: the number of columns that turn, or of `proportional` all. */
  readonly span: number;
  readonly pairing: RotaryLayout;
  readonly trained: number | null;
  /** Name of the scaling; empty where there is none. */
  readonly name: string;
  /** Kind and factor of the scaling, as a formula names it: `yarn × 4`. */
  readonly scaling: string;
  /** Radians that each pair turns from one position to the next: as models compute them, unscaled, and by the paper where it differs. */
  readonly own: Float64Array;
  readonly plain: Float64Array;
  readonly paper: Float64Array | null;
  /** Factor on sines and cosines. */
  readonly attentionFactor: number;
  readonly remarks: readonly PlotRemark[];
}

/** Apart by less than this part, two frequencies are the same. */
const SAME = 1e-9;

/** The rotation that settings name: by a model's configuration, or by kind and factor of a scaling. */
export function rotationOf(settings: PlotSettings): Rotation {
  return settings.rope === null ? scaled(settings) : configured(settings);
}

function scaled({ dModel: width, length, base, scaling: kind, factor, pairing, trained }: PlotSettings): Rotation {
  const originalLength = trained ?? Math.max(1, Math.round(length / factor));
  const plain = frequenciesOf(width, base, { kind: 'none' });
  const yarn: ModelRope | null =
    kind === 'yarn' ? { type: 'yarn', base, headWidth: width, factor, originalLength } : null;
  const own = yarn ? modelRopeFrequencies(yarn, length) : frequenciesOf(width, base, { kind, factor } as never);
  const paper = yarn && differing(paperRopeFrequencies(yarn, length), own);
  const name = kind === 'none' ? '' : kind;
  const attentionFactor = yarn ? modelRopeAttentionFactor(yarn) : 1;
  const remarks = remarksOf(own, paper, attentionFactor);
  const told = { width, base, span: width, pairing, trained, name, scaling: `${kind} × ${factor}` };
  return { ...told, own, plain, paper, attentionFactor, remarks };
}

function configured({ rope: given, length, dModel: head, base, trained, pairing }: PlotSettings): Rotation {
  const { rope, ...told } = readRope(given, { width: head, base, trained });
  const all = modelRopeFrequencies(rope, length);
  // Pairs that do not turn have no wavelength: they are told, not drawn.
  const turning = all.filter((frequency) => frequency > 0);
  const width = 2 * turning.length;
  const plain = frequenciesOf(turningWidth(rope), rope.base, { kind: 'none' }).subarray(0, turning.length);
  const paper = differing(paperRopeFrequencies(rope, length), turning);
  const attentionFactor = modelRopeAttentionFactor(rope);
  const remarks = remarksOf(turning, paper, attentionFactor);
  if (width < rope.headWidth) remarks.push({ name: 'partOfHead', details: { width, head: rope.headWidth } });
  if (rope.type === 'dynamic' || rope.type === 'longrope') remarks.push({ name: 'modelLength', details: { length } });
  return {
    width,
    base: rope.base,
    span: turningWidth(rope),
    pairing: told.pairing ?? pairing,
    trained: trained ?? told.trained,
    name: rope.type === 'default' ? '' : rope.type,
    scaling: 'factor' in rope && rope.factor ? `${rope.type} × ${rope.factor}` : rope.type,
    own: turning,
    plain,
    paper,
    attentionFactor,
    remarks,
  };
}

/** At position 1 the angle of a pair is its frequency. */
const frequenciesOf = (width: number, base: number, scaling: Parameters<typeof rotaryAngles>[0]['scaling']) =>
  rotaryAngles({ length: 1, start: 1, width, base, scaling }).values;

const differing = (paper: Float64Array | null, own: Float64Array): Float64Array | null =>
  paper?.some((frequency, pair) => Math.abs(frequency / own[pair] - 1) > SAME) ? paper : null;

/** Remarks on models: frequencies that differ from the paper's, and the factor on attention. */
function remarksOf(own: Float64Array, paper: Float64Array | null, attentionFactor: number): PlotRemark[] {
  const remarks: PlotRemark[] = [];
  if (paper) {
    const apart = own.map((frequency, pair) => Math.abs(Math.log(paper[pair] / frequency)));
    const pair = apart.indexOf(Math.max(...apart));
    const wave = (frequency: number) => Number(((2 * Math.PI) / frequency).toPrecision(4));
    const count = apart.filter((ratio) => ratio > Math.log(1.01)).length;
    const details = { count, pairs: own.length, pair, own: wave(own[pair]), paper: wave(paper[pair]) };
    remarks.push({ name: 'paperDiffers', details });
  }
  if (attentionFactor !== 1) {
    const round = (value: number) => Number(value.toPrecision(5));
    remarks.push({
      name: 'attentionFactor',
      details: { factor: round(attentionFactor), scores: round(attentionFactor ** 2) },
    });
  }
  return remarks;
}
