import type { FigureTools, PlotController } from '@attn-elements/core/element/base';
import type { RunController } from '../../run-controller.js';
import type { RunHost } from '../../run-host.js';
import type { TrainerWords } from '../../strings.js';
import type { Fault } from '../../training/protocol.js';
import type { SayInside } from './inside-strings.js';

/** Tools of the panels that show the inside of a run. */
export interface InsideParts extends FigureTools<TrainerWords> {
  readonly host: RunHost;
  readonly run: RunController;
  readonly plot: PlotController;
  /** Says something of the inside of a run, in the language around the element. */
  readonly tell: SayInside;
  /** Takes what a reader changed. */
  readonly change: (changes: object) => void;
  /** A fault in the reader's language. */
  readonly explain: (fault: Fault) => string;
  /** Takes an example, by its number, into its field. */
  readonly choose: (example: number) => void;
}

/** Panel of the inside of a run. */
export interface InsidePanel {
  render(): unknown;
  /** Draws what was rendered and has changed. */
  draw?(): void;
  /** Draws also what waits for its frame. */
  drawNow?(): void;
  /** Promise that it waits for; null where there is none. */
  readonly settled: Promise<void> | null;
}
