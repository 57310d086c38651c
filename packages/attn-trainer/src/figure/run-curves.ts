import type { OpenedEvents } from '../files/open-events.js';
import type { RunModel } from '../model.js';
import type { Curve, CurveLine } from './curve.js';
import type { lossAxes } from './loss-axes.js';
import { smoothed } from './smoothing.js';
import type { FormatNumber, TrainerSay } from './words.js';

export interface CurveOptions {
  readonly lossAxis: (typeof lossAxes)[number];
  /** Weight of the losses before, from 0 to below 1. */
  readonly smoothing: number;
}

/** A run among those that are drawn: the first is the element's own. */
export interface CurveRun {
  readonly model: RunModel;
  readonly name: string;
  /** Name at the end of its lines. */
  readonly end: string;
  readonly look: string;
}

interface CurveWords {
  readonly say: TrainerSay;
  readonly number: FormatNumber;
  readonly percent: FormatNumber;
}

/** A loss that falls to so small a part of its first is drawn by its powers of ten. */
const LOG_FROM = 20;

/** Loss and accuracy of runs: of one in training and held back, of several one line each. */
export function runCurves(runs: readonly CurveRun[], options: CurveOptions, words: CurveWords): Curve[] {
  const [{ model }] = runs;
  const begun = runs.filter((run) => run.model.history.losses.length > 0);
  if (begun.length === 0) return [];
  const common = {
    marked: model.chosen === null ? null : (model.frame?.step ?? null),
    last: Math.max(...runs.map((run) => Math.max(run.model.step, run.model.steps))),
    isOwn: true,
    hasEnds: runs.length > 1,
  };
  const lines = runs.length > 1 ? comparedLines(begun) : ownLines(begun[0], words.say);
  const loss = lossCurve(lines.losses, options, words.say('loss'), words);
  const curves: Omit<Curve, 'summary'>[] = [{ ...common, ...loss }];
  if (lines.accuracies.length > 0) {
    const name = words.say(runs.length > 1 ? 'accuracyHeldBack' : 'accuracy');
    const ends = { kind: 'linear', low: 0, high: 1, format: words.percent } as const;
    curves.push({ ...common, ...ends, name, notes: [], lines: lines.accuracies });
  }
  return curves.map((curve) => ({ ...curve, summary: summaryOf(curve, words.say) }));
}

/** Scalars of an event file, on axes of their own. */
export function eventCurves(events: OpenedEvents, options: CurveOptions, words: CurveWords): Curve[] {
  const own = { marked: null, isOwn: false, hasEnds: false };
  return [...events.file.scalars].map(([tag, { steps, values }]) => {
    const line = { name: tag, values, stepOf: (place: number) => steps[place], look: 'curve' };
    const name = `${tag} · ${events.name}`;
    const curve = { ...own, ...lossCurve([line], options, name, words), name, last: steps[steps.length - 1] };
    return { ...curve, summary: summaryOf(curve, words.say) };
  });
}

interface RunLines {
  readonly losses: readonly CurveLine[];
  readonly accuracies: readonly CurveLine[];
}

const lossLine = (model: RunModel, name: string, look: string): CurveLine => ({
  name,
  look,
  values: model.history.losses,
  stepOf: (place) => place + 1,
});

/** A line through what evaluations found, where they found it. */
function evaluated(
  { history }: RunModel,
  of: 'loss' | 'accuracy' | 'learned',
  name: string,
  look: string,
): readonly CurveLine[] {
  const seen = history.evaluations.filter((one) => one[of] != null);
  if (seen.length === 0) return [];
  return [{ name, look, values: seen.map((one) => one[of]!), stepOf: (place) => seen[place].step }];
}

function ownLines({ model }: CurveRun, say: TrainerSay): RunLines {
  const [training, heldBack] = [say('inTraining'), say('heldBack')];
  const isHeldBack = model.evaluation?.accuracy != null;
  return {
    losses: [lossLine(model, training, 'curve'), ...(isHeldBack ? evaluated(model, 'loss', heldBack, 'beside') : [])],
    accuracies: isHeldBack
      ? [...evaluated(model, 'learned', training, 'curve'), ...evaluated(model, 'accuracy', heldBack, 'beside')]
      : [],
  };
}

const comparedLines = (runs: readonly CurveRun[]): RunLines => ({
  losses: runs.map(({ model, name, end, look }) => ({ ...lossLine(model, name, look), end })),
  accuracies: runs.flatMap(({ model, name, end, look }) =>
    evaluated(model, 'accuracy', name, look).map((line) => ({ ...line, end })),
  ),
});

type LossCurve = Pick<Curve, 'name' | 'notes' | 'lines' | 'kind' | 'low' | 'high' | 'format'>;

/** Lines of losses, each smoothed over itself where that is asked for, on an axis that shows how they fall. */
function lossCurve(
  lines: readonly CurveLine[],
  { smoothing, lossAxis }: CurveOptions,
  name: string,
  { say, number }: CurveWords,
): LossCurve {
  let [least, high] = [Infinity, -Infinity];
  for (const { values } of lines) {
    for (let i = 0; i < values.length; i++) {
      if (!Number.isFinite(values[i])) continue;
      least = Math.min(least, values[i]);
      high = Math.max(high, values[i]);
    }
  }
  const canBeLog = least > 0 && high < Infinity;
  const isLog = canBeLog && (lossAxis === 'log' || (lossAxis === 'auto' && high / least >= LOG_FROM));
  // A loss that falls by less than half is a flat line above 0.
  const low = isLog || least > high / 2 ? least : Math.min(0, least);
  const steady = ({ look }: CurveLine) => smoothing === 0 || look === 'beside';
  const smooth = lines.flatMap((line) =>
    steady(line)
      ? [line]
      : [
          { ...line, name: '', look: `${line.look} raw` },
          { ...line, values: smoothed(line.values, smoothing) },
        ],
  );
  const notes = [
    ...(isLog ? [say('logarithmic')] : []),
    ...(smooth.length > lines.length ? [say('smoothedBy', { weight: number(smoothing) })] : []),
  ];
  return { name, notes, lines: smooth, kind: isLog ? 'log' : 'linear', low, high, format: number };
}

/** How the first line goes, in a sentence; of runs that are compared, how each does. */
function summaryOf({ name, lines, format, hasEnds }: Omit<Curve, 'summary'>, say: TrainerSay): string {
  const read = lines.filter((line) => line.name !== '');
  return (hasEnds ? read : read.slice(0, 1))
    .map((line) => lineSummary(hasEnds ? `${name}, ${line.name}` : name, line, format, say))
    .reduce((one, next) => say('stop', { one, next }));
}

function lineSummary(name: string, { stepOf, values }: CurveLine, format: FormatNumber, say: TrainerSay): string {
  let [first, last, low, high] = [-1, -1, Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    // Steps that another run took are not known.
    if (Number.isNaN(values[i])) continue;
    if (first < 0) first = i;
    last = i;
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  if (first < 0) return name;
  const ends = { first: format(values[first]), start: stepOf(first), last: format(values[last]), end: stepOf(last) };
  return say('curve', { name, ...ends, low: format(low), high: format(high) });
}
