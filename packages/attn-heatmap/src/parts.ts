import { LazyPart, type Loaded, type ZoomHost } from '@attn-elements/core/element';
import type { FigureTools } from '@attn-elements/core/element/base';
import type { AttnError } from '@attn-elements/core/errors';
import type { CellNumbers } from './cell-numbers.js';
import type { HeadAxes } from './heads-template.js';
import type { HeadsContext, HeadsPlot } from './heads-plot.js';
import type { OutputPart } from './output.js';
import type { StepsPart } from './steps.js';
import type { HeatmapSentences } from './strings.js';
import type { HeatmapZoom, HeatmapZoomContext } from './zoom.js';

/** The element around its parts. */
export interface PartContext extends FigureTools<HeatmapSentences> {
  /** Opens a head of many. */
  readonly open: (place: { layer: number; head: number }) => void;
  readonly explain: (error: AttnError) => string;
}

/** Parts in and under the weights, as an author asks for them. */
export interface AskedParts {
  readonly output: boolean;
  readonly annotate: boolean;
  readonly view: 'matrix' | 'steps' | 'heads';
}

/** Parts of a heatmap that are loaded where they are first needed. */
export class HeatmapParts {
  /** Sorts heads. */
  readonly sorter: LazyPart<typeof import('./sort-panels.js')>;
  /** Sums values by the weights. */
  readonly output: LazyPart<typeof import('./output.js'), OutputPart>;
  /** Shows attention step by step. */
  readonly steps: LazyPart<typeof import('./steps.js'), StepsPart>;
  /** Writes numbers into cells. */
  readonly numbers: LazyPart<typeof import('./cell-numbers.js'), CellNumbers>;
  /** Shows heads as points. */
  readonly heads: LazyPart<typeof import('./heads-plot.js'), HeadsPlot>;
  /** Shows a part of a head large. */
  readonly zoom: LazyPart<typeof import('./zoom.js'), HeatmapZoom>;

  constructor(host: ZoomHost & HeadAxes, context: HeadsContext & HeatmapZoomContext) {
    this.zoom = new LazyPart(
      host,
      () => import('./zoom.js'),
      ({ HeatmapZoom }) => new HeatmapZoom(host, context),
    );
    this.numbers = new LazyPart(
      host,
      () => import('./cell-numbers.js'),
      ({ CellNumbers }) => new CellNumbers(),
    );
    this.heads = new LazyPart(
      host,
      () => import('./heads-plot.js'),
      ({ HeadsPlot }) => new HeadsPlot(host, context),
    );
    this.sorter = new LazyPart(host, () => import('./sort-panels.js'));
    this.output = new LazyPart(
      host,
      () => import('./output.js'),
      ({ OutputPart }) => new OutputPart(host, context),
    );
    this.steps = new LazyPart(
      host,
      () => import('./steps.js'),
      ({ StepsPart }) => new StepsPart(host, context),
    );
  }

  get #all(): readonly LazyPart<unknown, unknown>[] {
    return [this.sorter, this.output, this.steps, this.numbers, this.heads, this.zoom];
  }

  /** Why one of them could not be loaded. */
  get error(): AttnError | null {
    return this.#all.find(({ error }) => error !== null)?.error ?? null;
  }

  /** Settle, and never reject, when what was asked for is there, or cannot be. */
  get settled(): readonly Promise<unknown>[] {
    const values = [this.output, this.steps].flatMap(({ part }) => part?.underWay ?? []);
    return [...this.#all.map(({ settled }) => settled), ...values];
  }

  /** Tries again what failed: something has changed since. */
  retry(): void {
    for (const part of this.#all) part.retry();
  }

  /** Asks for what is shown in and under the weights that were loaded. @returns whether it is there, or cannot be */
  need(loaded: Loaded, { output, annotate, view }: AskedParts): boolean {
    const isThere = (part: LazyPart<unknown, unknown>) => part.need() !== null || part.error !== null;
    const isWritten = !annotate || isThere(this.numbers);
    const isPlotted = view !== 'heads' || loaded.panels.length === 1 || isThere(this.heads);
    const asked = [...(output ? [this.output] : []), ...(view === 'steps' ? [this.steps] : [])];
    const isDone = asked.map((part) => part.need()?.follow(loaded) ?? part.error !== null);
    return isWritten && isPlotted && !isDone.includes(false);
  }
}
