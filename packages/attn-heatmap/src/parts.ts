import { lazy, LazyPart } from '@attn-elements/core/element';
import type { AttnError } from '@attn-elements/core/errors';
import type { ReactiveControllerHost } from 'lit';
import type { OutputContext, OutputPart } from './output.js';

/** Parts of a heatmap that are loaded where they are first needed. */
export class HeatmapParts {
  /** Sorts heads. */
  readonly sorter: LazyPart<typeof import('./sort-panels.js')>;
  /** Sums values by the weights. */
  readonly output: LazyPart<OutputPart>;

  constructor(host: ReactiveControllerHost & HTMLElement, context: OutputContext) {
    this.sorter = new LazyPart(host, () => lazy(() => import('./sort-panels.js')));
    this.output = new LazyPart(host, async () => {
      const { OutputPart } = await lazy(() => import('./output.js'));
      return new OutputPart(host, context);
    });
  }

  /** Why one of them could not be loaded. */
  get error(): AttnError | null {
    return this.sorter.error ?? this.output.error;
  }

  /** Promises that settle when what was asked for is there. */
  get underWay(): readonly Promise<unknown>[] {
    return [this.sorter.settled, this.output.settled, ...(this.output.part?.underWay ?? [])];
  }

  /** Tries again what failed: something has changed since. */
  retry(): void {
    this.sorter.retry();
    this.output.retry();
  }
}
