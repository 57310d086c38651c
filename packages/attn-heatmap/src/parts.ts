import { LazyPart, type Loaded, type ZoomHost } from '@attn-elements/core/element';
import type { FigureTools } from '@attn-elements/core/element/base';
import type { AttnError } from '@attn-elements/core/errors';
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

/** Parts under the weights, as an author asks for them. */
export interface AskedParts {
  readonly output: boolean;
  readonly view: 'matrix' | 'steps';
}

/** Parts of a heatmap that are loaded where they are first needed. */
export class HeatmapParts {
  /** Sorts heads. */
  readonly sorter: LazyPart<typeof import('./sort-panels.js')>;
  /** Sums values by the weights. */
  readonly output: LazyPart<typeof import('./output.js'), OutputPart>;
  /** Shows attention step by step. */
  readonly steps: LazyPart<typeof import('./steps.js'), StepsPart>;

  /** Shows a part of a head large. */
  readonly zoom: LazyPart<typeof import('./zoom.js'), HeatmapZoom>;

  constructor(host: ZoomHost, context: PartContext & HeatmapZoomContext) {
    this.zoom = new LazyPart(
      host,
      () => import('./zoom.js'),
      ({ HeatmapZoom }) => new HeatmapZoom(host, context),
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

  /** Why one of them could not be loaded. */
  get error(): AttnError | null {
    return this.sorter.error ?? this.output.error ?? this.steps.error ?? this.zoom.error;
  }

  /** Settle, and never reject, when what was asked for is there, or cannot be. */
  get settled(): readonly Promise<unknown>[] {
    const { sorter, output, steps, zoom } = this;
    const numbers = [output, steps].flatMap(({ part }) => part?.underWay ?? []);
    return [sorter.settled, output.settled, steps.settled, zoom.settled, ...numbers];
  }

  /** Tries again what failed: something has changed since. */
  retry(): void {
    this.sorter.retry();
    this.output.retry();
    this.steps.retry();
    this.zoom.retry();
  }

  /** Asks for what is shown under the weights that were loaded. @returns whether it is there, or cannot be */
  need(loaded: Loaded, { output, view }: AskedParts): boolean {
    const asked = [...(output ? [this.output] : []), ...(view === 'steps' ? [this.steps] : [])];
    const isDone = asked.map((part) => part.need()?.follow(loaded) ?? part.error !== null);
    return !isDone.includes(false);
  }
}
