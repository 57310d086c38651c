import type { Source } from '@attn-elements/core/data';
import { fireError, type Listening, PageAddress, type PropertiesOf } from '@attn-elements/core/element';
import { FigureElement } from '@attn-elements/core/element/base';
import type { PropertyValues } from 'lit';
import { fireRun, type TrainerEvents } from './events.js';
import type { SeenTensor } from './inside/questions.js';
import type { TensorInfo } from './inside/tensor-list.js';
import type { SavedFormat } from './exports/formats.js';
import type { trainerProperties } from './properties.js';
import { RunController } from './run-controller.js';
import { changeableOf, runOptionsOf } from './run-options.js';
import { type SavedTable, savedTable } from './saved-table.js';
import type { TrainerWords } from './strings.js';
import type { RunOptions } from './training/protocol.js';

// oxlint-disable-next-line no-unused-vars -- The class has it: both must.
export interface RunElement<View> extends PropertiesOf<typeof trainerProperties> {}

/**
 * A figure of a run: what a page may do with the run, and how that follows the properties.
 *
 * @typeParam View everything that one rendering shows
 */
export abstract class RunElement<View> extends FigureElement<View, TrainerWords> {
  declare addEventListener: Listening<TrainerEvents>;
  declare removeEventListener: Listening<TrainerEvents, boolean | EventListenerOptions>;

  protected readonly run: RunController = new RunController(this, {
    onReport: (report) => fireRun(this, report, this.run.model.evaluation),
    onFault: (fault) => fireError(this, fault),
    onSettings: (properties) => this.change(properties),
  });
  readonly #address = new PageAddress(this, () => this.run.renew());

  /** Begins, or goes on. Resolves once it does, or has failed. */
  train(): Promise<void> {
    this.beforeTraining();
    return this.run.train();
  }

  pause(): Promise<void> {
    return this.run.pause();
  }

  /** Takes one step. */
  step(): Promise<void> {
    return this.run.step();
  }

  /** Begins again: the same seed, the same run. */
  reset(): Promise<void> {
    return this.run.reset();
  }

  /** Reads the data at `src` again, as it is now on its server, and makes a run that was begun anew of it. Settles as `ready` does. */
  reload(): Promise<void> {
    this.run.renew();
    return this.ready;
  }

  /** A file of the run: `safetensors` and `npz` can be gone on from, and open in `<attn-heatmap>`; `pytorch`, `python`, `weights`, `onnx` and `tensorboard` are for other programs. null where there is no run. */
  save(format: SavedFormat = 'safetensors'): Promise<Uint8Array | null> {
    return this.run.save(format);
  }

  /** Goes on from a saved file; shows the curves, pictures and histograms of an event file of TensorBoard beside the run, which stays. */
  load(source: Source): Promise<void> {
    return this.run.load(source);
  }

  /** The loss of every step as CSV, empty where there is no run; with `attention` the weights that are shown: layer, head, query, key, query_token, key_token, weight; with `steps` those of every step that is kept, after a column `step`. Rejects with `bad-option` for any other table. */
  override async toCSV(of: SavedTable = 'loss'): Promise<string> {
    const table = savedTable(of);
    if (table === 'loss') return (await this.run.csv()) ?? '';
    return table === 'steps' ? this.stepsCsv() : super.toCSV();
  }

  /** The PyTorch program of the run: its model, data, training and loss; empty where there is no run. */
  toPyTorch(): Promise<string> {
    return this.run.program();
  }

  /** Tensors of the run that can be looked at, by the names of its PyTorch program; none where there is no run. */
  get tensors(): readonly TensorInfo[] {
    return this.run.model.opened?.tensors ?? [];
  }

  /** The values of a tensor after so many steps, the present ones unless given; null where there is no run, or the weights of that step are not kept. Rejects with `bad-option` of a name that the run has not. */
  readTensor(name: string, step: number | null = null): Promise<SeenTensor | null> {
    const example = this.run.model.inForce?.example;
    return this.run.look('tensor', { name, step, example });
  }

  /** Options of the run, by the present properties. */
  get runOptions(): RunOptions {
    return runOptionsOf(this, (src) => new URL(src, this.#address.baseOf(src)).href);
  }

  /** The attention of all steps as CSV; empty before there is any. */
  protected abstract stepsCsv(): string;

  /** Tries again what failed to load, since training shows it. */
  protected abstract beforeTraining(): void;

  protected override get isLoading(): boolean {
    return this.run.model.stage === 'opening';
  }

  /** One update a frame, however often a run reports: of two in one frame nobody would see the first. */
  protected override async scheduleUpdate(): Promise<void> {
    await this.run.frame;
    super.scheduleUpdate();
  }

  protected override follow(changed: PropertyValues<this>): void {
    if (changed.has('src') && this.src) this.#address.baseOf(this.src);
    if (this.hasUpdated) this.run.follow(changed, this.isRefresh(changed));
  }

  protected override metadata() {
    return this.run.model.metadata;
  }

  protected override get changeable() {
    return changeableOf(this);
  }
}
