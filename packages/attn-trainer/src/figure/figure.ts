import {
  adoptStyles,
  type FigureController,
  FontController,
  legendStyles,
  Nearness,
  readingStyles,
  type ReadPanel,
  type TextMeasure,
  type ThemeController,
} from '@attn-elements/core/element';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { FileFormat } from '../files/checkpoint.js';
import type { AttentionMap } from '../lessons/lesson.js';
import { FrameWait } from '../frame.js';
import { linkTo } from '../link.js';
import type { RunController } from '../run-controller.js';
import { Attention } from './attention.js';
import { choiceTemplate, replayTemplate, settingsTemplate } from './controls.js';
import { textOf } from './document.js';
import { exampleTemplate } from './example-template.js';
import { styles } from './figure.styles.js';
import { LearningCurves } from './learning-curves.js';
import { Progress } from './progress.js';
import { runMenu } from './run-menu.js';
import { headValues } from '../view.js';
import type { FormatNumber, Say } from './words.js';

/** The element, as its figure knows it. */
export interface FigureHost extends ReactiveControllerHost, HTMLElement {
  readonly ready: Promise<void>;
  readonly task: string;
  readonly controls: boolean;
  example: number | string | null;
  save(format: FileFormat): Promise<Uint8Array | null>;
  load(file: Blob): Promise<void>;
  toCSV(): Promise<string | null>;
}

export interface FigureParts {
  readonly host: FigureHost;
  readonly run: RunController;
  readonly theme: ThemeController;
  readonly saving: FigureController;
  readonly say: Say;
  readonly number: FormatNumber;
  readonly language: () => string;
}

/** What the element shows once it has been asked to learn: how far it is, the curves, the example, its attention, and their menu. */
export class Figure {
  readonly #parts: FigureParts;
  readonly #progress: Progress;
  readonly #curves: LearningCurves;
  readonly #attention: Attention;
  readonly #nearness: Nearness;
  readonly #font: FontController;
  #measure: TextMeasure | null = null;
  #hasBegun = false;
  #begun: Promise<void> | null = null;

  constructor(parts: FigureParts) {
    this.#parts = parts;
    const { host, run, say, number } = parts;
    this.#font = new FontController(host);
    for (const text of [legendStyles.cssText, readingStyles.cssText, styles]) adoptStyles(host.shadowRoot!, text);
    this.#progress = new Progress(run.model, say, number);
    this.#curves = new LearningCurves(run.model, say, number, host);
    this.#attention = new Attention({ ...parts, font: this.#font, model: run.model });
    this.#nearness = new Nearness(host, () => this.#drawAll());
    // A page's first canvas waits for the graphics process, which is at rest until the figure is painted for the first time.
    void parts.theme.colors;
  }

  /** The attention that is shown, as other elements take it; null before there is any. */
  get map(): AttentionMap | null {
    return this.#attention.shown?.map ?? null;
  }

  /** Its heads, one after the other. */
  get panels(): ReadPanel[] {
    const { map } = this;
    if (!map) return [];
    const [layers, heads, rows, columns] = map.shape;
    return Array.from({ length: layers * heads }, (_, i) => ({
      layer: Math.floor(i / heads),
      head: i % heads,
      raw: { rows, columns, values: headValues(map, i) },
    }));
  }

  /** The figure in a sentence or two, for a saved one. */
  get description(): string {
    return [this.progress(), this.#attention.shown?.reader.summary()].filter(Boolean).join('. ');
  }

  /** The part of the page that is saved, with its canvas drawn; null before there is any attention. */
  frame(): HTMLElement | null {
    if (!this.#attention.shown) return null;
    this.#drawAll();
    this.#attention.drawNow();
    return this.#parts.host.shadowRoot!.querySelector<HTMLElement>('.figure');
  }

  /** Before each rendering. */
  follow(): void {
    // Asked for now, when nothing has changed yet for which the page would have to be styled anew.
    this.#measure = this.#font.measure(12);
    this.#attention.follow();
  }

  /** After each rendering: draws what has changed, where somebody is about to see it. */
  draw(): void {
    if (!this.#nearness.isNear) return;
    if (this.#hasBegun) this.#drawAll();
    else if (this.#attention.shown) this.#begun ??= this.#begin();
    else this.#drawCurves();
  }

  /** Settles once the first attention is drawn; null where there is none. */
  get begun(): Promise<void> | null {
    return this.#begun;
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
    this.#attention.draw();
  }

  #drawCurves(): void {
    const measure = (this.#measure ??= this.#font.measure(12));
    this.#curves.draw(this.#parts.host.shadowRoot!, measure, this.#attention.room);
  }

  renderMenu(): TemplateResult | typeof nothing {
    const { host, run, saving, say } = this.#parts;
    const { opened } = run.model;
    if (!opened) return nothing;
    return html`<div class="toolbar" part="toolbar" data-figure-skip>
      ${runMenu(say, saving, {
        name: host.task,
        save: (format) => host.save(format),
        losses: () => host.toCSV(),
        load: (file) => host.load(file),
        link: () => navigator.clipboard.writeText(linkTo(host, host.task, opened.settings)),
        attentionTable: this.#attention.table,
        lossTable: this.#curves.table,
      })}
    </div>`;
  }

  renderSettings(): TemplateResult | typeof nothing {
    const { host, run, say } = this.#parts;
    const { opened } = run.model;
    if (!opened || !host.controls) return nothing;
    return settingsTemplate(opened, say, (name, value) => {
      // As an attribute, so that what is out of bounds is told as any other.
      Object.assign(host, { [name]: name === 'score' || name === 'positions' ? value : Number(value) });
    });
  }

  /** How far the run has come. */
  progress(): string {
    return this.#progress.sentence(this.#parts.run.place);
  }

  /** The same for screen readers, at a humane rate. */
  announcement(): string {
    return this.#progress.announcement();
  }

  /** How the data were read that it learns from, where there is something to say of them. */
  renderNotes(): TemplateResult | typeof nothing {
    const notes = this.#parts.run.model.opened?.notes ?? [];
    if (notes.length === 0) return nothing;
    return html`<p class="notes" part="notes">
      ${notes.map(({ name, details }) => this.#parts.say(name, details)).join(' ')}
    </p>`;
  }

  render(): TemplateResult {
    const { host, run, say } = this.#parts;
    const { opened, history, chosen } = run.model;
    const { shown } = this.#attention;
    if (!shown || !opened) return html`${this.#curves.render()}${this.#curves.renderTable()}`;
    const { example, sentences } = shown;
    const replay = replayTemplate(
      history.frames.map(({ step }) => step),
      chosen,
      say,
      (at) => {
        run.model.chosen = at;
        host.requestUpdate();
      },
    );
    // What is written behind a prompt is the model's to find.
    const prompt = opened.uses.includes('length') ? example.input.slice(0, opened.settings.length) : example.input;
    const text = sentences ? textOf(sentences) : prompt.join(' ');
    return html`<p id="summary" class="visually-hidden" data-figure-skip>${shown.reader.summary()}</p>
      ${this.#curves.render()} ${exampleTemplate(example, say, sentences === null)}
      ${choiceTemplate(opened.examples, host.example ?? 0, text, say, (choice) => {
        host.example = choice;
      })}
      ${this.#attention.render(shown, replay)} ${this.#attention.renderTable(shown)} ${this.#curves.renderTable()}`;
  }
}
