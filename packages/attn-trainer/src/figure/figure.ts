import {
  adoptStyles,
  lazy,
  LazyPart,
  type FigureController,
  type FigureTable,
  guideStyles,
  legendStyles,
  markStyles,
  matrixStyles,
  plotStyles,
  Nearness,
  readingStyles,
  type ReadPanel,
  shadedTextStyles,
} from '@attn-elements/core/element';
import { csvText } from '@attn-elements/core/data/write';
import type { FigureContent, FigureTools, PlotController } from '@attn-elements/core/element/base';
import { html, nothing, type TemplateResult } from 'lit';
import type { SavedFormat } from '../exports/formats.js';
import { FrameWait } from '../frame.js';
import { linkTo } from '../link.js';
import type { RunController } from '../run-controller.js';
import type { RunHost } from '../run-host.js';
import { linkedSettings } from '../run-options.js';
import type { SavedTable } from '../saved-table.js';
import type { TrainerWords } from '../strings.js';
import type { Fault } from '../training/protocol.js';
import type { ComparisonFigure } from '../comparison/comparison-figure.js';
import { TrainerAttention } from './attention.js';
import { curveControls } from './curve-controls.js';
import { choiceTemplate, replayTemplate, settingsTemplate } from './controls.js';
import { documentText } from './document.js';
import { exampleTemplate } from './example-template.js';
import type { EventFigure } from './event-figure.js';
import type { FieldFault } from './field-fault.js';
import { takeDropped } from './file-drop.js';
import { trainerFigureStyles } from './figure.styles.js';
import { insideChoice, openViews } from './inside-choice.js';
import type { InsideFigure } from './inside/inside-figure.js';
import { LearningCurves } from './learning-curves.js';
import type { PicturePad } from './picture-pad.js';
import { ProgressFigure } from './progress.js';
import { ReaderSettings } from './reader-settings.js';
import { runMenu } from './run-menu.js';
import type { Shown } from './shown.js';
import { panelsOf, stepRows } from './step-rows.js';

export { figureWords } from './figure-words.js';

/** The element, as its figure knows it. */
export interface TrainerFigureHost extends RunHost {
  /** Number of the first layer and head in what is said. */
  readonly firstIndex: number;
  save(format: SavedFormat): Promise<Uint8Array | null>;
  load(file: Blob): Promise<void>;
  toCSV(of?: SavedTable): Promise<string>;
}

export interface TrainerFigureParts extends FigureTools<TrainerWords> {
  readonly host: TrainerFigureHost;
  readonly run: RunController;
  readonly plot: PlotController;
  readonly saving: FigureController;
  /** The list of the weights. */
  readonly table: FigureTable;
  /** Takes what a reader changed. */
  readonly change: (changes: object) => void;
  /** A fault in the reader's language. */
  readonly explain: (fault: Fault) => string;
}

/** Figure of a run once it has been asked for: progress, curves, the example, its attention, and their menu. */
export class TrainerFigure {
  readonly #parts: TrainerFigureParts;
  readonly #progress: ProgressFigure;
  readonly #curves: LearningCurves;
  readonly #attention: TrainerAttention;
  readonly #nearness: Nearness;
  readonly #settings: ReaderSettings;
  readonly #events: LazyPart<EventFigure>;
  readonly #pad: LazyPart<PicturePad>;
  readonly #comparison;
  readonly #inside: LazyPart<InsideFigure>;
  #hasBegun = false;
  #begun: Promise<void> | null = null;

  constructor(parts: TrainerFigureParts) {
    this.#parts = parts;
    const { host, run, say, number, percent, plot } = parts;
    const styles = [guideStyles, legendStyles, readingStyles, plotStyles, matrixStyles, markStyles, shadedTextStyles];
    for (const { cssText } of [...styles, trainerFigureStyles].flat()) adoptStyles(host.shadowRoot!, cssText);
    this.#settings = new ReaderSettings(run, parts.change);
    this.#events = new LazyPart(host, async () => {
      const part = await lazy(() => import('./event-figure.js'));
      return new part.EventFigure(parts);
    });
    this.#pad = new LazyPart(host, async () => {
      const { PicturePad } = await lazy(() => import('./picture-pad.js'));
      return new PicturePad(say, (address) => void this.#settings.propose('example', address));
    });
    this.#inside = new LazyPart(host, async () => {
      const { InsideFigure } = await lazy(() => import('./inside/inside-figure.js'));
      return new InsideFigure({ ...parts, choose: (example) => void this.#settings.propose('example', example) });
    });
    this.#progress = new ProgressFigure(run.model, say, number, percent);
    this.#curves = new LearningCurves({
      ...parts,
      model: run.model,
      ownName: () => this.#compared?.ownName ?? '',
      ownEnd: () => this.#compared?.endNames?.[0] ?? '',
      others: () => this.#compared?.curves ?? [],
      choose: (step) => this.#choose(step),
    });
    this.#comparison = new LazyPart(
      host,
      () => import('../comparison/comparison-figure.js'),
      ({ ComparisonFigure }) => new ComparisonFigure({ ...parts, model: run.model }),
    );
    this.#attention = new TrainerAttention({ ...parts, model: run.model });
    this.#nearness = new Nearness(host, () => this.#drawAll());
    takeDropped(host, (file) => void host.load(file));
    // A page's first canvas waits for the graphics process, which is at rest until the figure is painted for the first time.
    void plot.colors;
  }

  /** Heads of the map, one after the other. */
  get panels(): ReadPanel[] {
    return panelsOf(this.#attention.shown!.map);
  }

  /** The attention of every step that is kept, of the map that is shown. */
  stepsCsv(): string {
    const { host, run } = this.#parts;
    const { shown } = this.#attention;
    return shown ? csvText(stepRows(run.model.history.frames, shown.map.name, host.firstIndex)) : '';
  }

  /** Progress of the run, as a sentence. */
  get progress(): string {
    return this.#progress.sentence;
  }

  /** The same for screen readers, at a humane rate. */
  get announcement(): string {
    return this.#progress.announcement;
  }

  /** The figure in a sentence or two. */
  get summary(): string {
    const next = this.#attention.shown?.reader.summary();
    return this.progress && next ? this.#parts.say('stop', { one: this.progress, next }) : this.progress || next || '';
  }

  /** Promises that settle before the figure is complete: the first attention is drawn. */
  get underWay(): readonly Promise<void>[] {
    const inside = [this.#inside.settled, ...(this.#inside.part?.underWay ?? [])];
    return [this.#begun, this.#pad.settled, this.#comparison.settled, ...inside].filter((one) => one !== null);
  }

  /** Before each rendering: finds out what is to be shown. */
  follow(): Shown | null {
    const { place } = this.#parts.run;
    // Asked for now, when nothing has changed yet for which the page would have to be styled anew.
    const { room, measure } = this.#parts.plot.layout(12);
    const { comparison } = this.#parts.run;
    const compared = comparison && this.#comparison.need();
    const own = compared ? compared.follow(comparison, room, measure, this.#domainOf) : room;
    this.#progress.follow(place);
    this.#curves.follow();
    this.#attention.follow(own, measure, this.#domainOf, compared?.ownName ?? '');
    return this.#attention.shown;
  }

  /** Draws what has changed now, also what waits for its frame. */
  drawNow(): void {
    this.#drawAll();
    this.#attention.drawNow();
    this.#compared?.drawNow();
    this.#inside.part?.drawNow();
  }

  /** After each rendering: draws what has changed, where somebody is about to see it; out of sight once the run rests. */
  draw(): void {
    if (!this.#nearness.isNear) {
      if (this.#parts.run.model.stage !== 'training') this.#nearness.whenIdle();
    } else if (this.#hasBegun) this.#drawAll();
    else if (this.#attention.shown) this.#begun ??= this.#begin();
    else this.#drawCurves();
  }

  /**
   * The first rendering of all is long, and so may the first canvas of a page be, which the browser asks its other processes for:
   * a frame lies between the two.
   */
  async #begin(): Promise<void> {
    this.#drawCurves();
    const wait = new FrameWait();
    wait.begin();
    await wait.settled;
    this.#hasBegun = true;
    this.draw();
  }

  #drawAll(): void {
    this.#drawCurves();
    this.#events.part?.draw();
    this.#inside.part?.draw();
    this.#attention.draw();
    this.#compared?.draw();
  }

  #drawCurves(): void {
    const { room, measure } = this.#parts.plot.layout(12);
    this.#curves.draw(this.#parts.host.shadowRoot!, measure, room);
  }

  renderMenu(): TemplateResult | typeof nothing {
    const { host, run, saving, say, table } = this.#parts;
    const { opened, inForce } = run.model;
    if (!opened || !inForce) return nothing;
    return runMenu(say, this.#parts.explain, saving, {
      name: host.task,
      save: (format) => host.save(format),
      csv: (of) => host.toCSV(of),
      load: (file) => host.load(file),
      link: () => navigator.clipboard.writeText(linkTo(host, linkedSettings(host, inForce, opened.uses))),
      attentionTable: table,
      lossTable: this.#curves.table,
    });
  }

  renderSettings(): TemplateResult | typeof nothing {
    const { host, run, say, percent } = this.#parts;
    if (!host.controls) return nothing;
    return settingsTemplate(
      run.model,
      say,
      percent,
      this.#explain,
      (name, text) => void this.#settings.propose(name, text),
    );
  }

  /** Notes on how the data were read that it learns from, where there are any. */
  renderNotes(): TemplateResult | typeof nothing {
    const notes = this.#parts.run.model.opened?.notes ?? [];
    if (notes.length === 0) return nothing;
    return html`<p class="notes" part="notes">
      ${notes.map(({ name, details }) => this.#parts.say(name, details)).join(' ')}
    </p>`;
  }

  /** Fields for how the curves are drawn, where readers have settings. */
  #curveControls(): TemplateResult | typeof nothing {
    const { host, say, change } = this.#parts;
    return host.controls && this.#curves.isShown ? curveControls(host, say, change) : nothing;
  }

  /** The example with what chooses another, the curves, and the inside of the run: all that is made of it beside its attention. */
  renderRun(): TemplateResult {
    const { run, say } = this.#parts;
    const { opened, inForce, refusals } = run.model;
    const { shown } = this.#attention;
    const events = run.model.events && this.#events.need()?.render(run.model.events);
    const fault = this.#events.error && html`<p class="notes">${this.#parts.explain(this.#events.error)}</p>`;
    const curves = html`${this.#curves.render()} ${this.#curveControls()} ${this.#curves.renderTable()} ${events} ${fault}`;
    if (!shown) return curves;
    const { example, sentences } = shown;
    if (!opened || !inForce) return html`${exampleTemplate(example, say, sentences === null)} ${curves}`;
    // The model itself is to write what follows a prompt.
    const prompt = opened.uses.includes('length') ? example.input.slice(0, inForce.settings.length) : example.input;
    const text = sentences ? documentText(sentences) : prompt.join(' ');
    return html`${exampleTemplate(example, say, sentences === null)}
    ${choiceTemplate(opened.examples, inForce.example, text, say, refusals.get('example'), this.#explain, (choice) => void this.#settings.propose('example', choice))}
    ${example.picture ? this.#pad.need()?.render() : nothing} ${curves} ${this.#renderInside()}`;
  }

  /** The runs beside this one, where there are some and what shows them is there. */
  get #compared(): ComparisonFigure | null {
    return this.#parts.run.comparison && this.#comparison.part;
  }

  /** One scale for all steps and runs: what is yellow in one is as much in every other. */
  readonly #domainOf = (map: string): readonly [number, number] => {
    const { host, run } = this.#parts;
    if (host.domain) return host.domain;
    const runs = [run, ...(run.comparison?.runs ?? [])];
    return [0, Math.max(...runs.map(({ model }) => model.largest.get(map) ?? 0)) || 1];
  };

  /** Looks at a step, in all runs; null is the newest. */
  #choose(step: number | null): void {
    this.#parts.run.model.chosen = step;
    this.#parts.run.comparison?.look(step);
    this.#parts.host.requestUpdate();
  }

  readonly #explain: FieldFault = (name, { code, message, details }) => {
    const label = name === 'example' ? 'ownExample' : name;
    return this.#parts.explain({
      code,
      message,
      details: { ...details, name: this.#parts.say(label as TrainerWords) },
    });
  };

  /** The attention, and what reads it; null before there is any. */
  content(): Omit<FigureContent, 'controls' | 'below'> | null {
    const { run, say } = this.#parts;
    const { history, chosen } = run.model;
    if (!this.#attention.shown) return null;
    const replay = replayTemplate(
      history.frames.map(({ step }) => step),
      chosen,
      say,
      (step) => this.#choose(step),
    );
    const compared = this.#compared;
    const render = compared ? (own: TemplateResult) => compared.render(own) : undefined;
    return this.#attention.content(this.#attention.shown, replay, render);
  }

  /** Chooser of what is looked at inside of the run, and what is. */
  #renderInside(): TemplateResult {
    const { host, run, say, change } = this.#parts;
    const views = openViews(run.model, host.inside);
    const fault = this.#inside.error && html`<p class="notes">${this.#parts.explain(this.#inside.error)}</p>`;
    return html`${insideChoice(run.model, host.inside, say, change)}
      ${views.length > 0 ? this.#inside.need()?.render(views) : this.#inside.part?.render([])} ${fault}`;
  }
}
