import type { Room, TextMeasure } from '@attn-elements/core/element';
import type { FigureTools, PlotController } from '@attn-elements/core/element/base';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { type DomainOf, TrainerAttention } from '../figure/attention.js';
import type { CurveRun } from '../figure/run-curves.js';
import type { RunModel } from '../model.js';
import { underAttribute } from '../run-options.js';
import type { TrainerWords } from '../strings.js';
import type { Fault } from '../training/protocol.js';
import type { Comparison } from './comparison.js';
import type { VariantRun } from './variant-run.js';
import { endNames, ownName, variantName } from './variant-names.js';

/** Least width of a panel, and the room between two. */
const LEAST = 170;
const GAP = 16;

export interface ComparisonFigureParts extends FigureTools<TrainerWords> {
  readonly host: ReactiveControllerHost &
    HTMLElement & { readonly example: number | string | null; readonly firstIndex: number };
  readonly model: RunModel;
  readonly plot: PlotController;
  readonly explain: (fault: Fault) => string;
}

interface Panel {
  readonly run: VariantRun;
  readonly name: string;
  readonly look: string;
  readonly attention: TrainerAttention;
}

/** Runs side by side: a panel each, of how far it has come and what it attends to, all in one scale of colours. */
export class ComparisonFigure {
  readonly #parts: ComparisonFigureParts;
  #comparison: Comparison | null = null;
  #attentions: readonly TrainerAttention[] = [];
  #columns = 1;

  constructor(parts: ComparisonFigureParts) {
    this.#parts = parts;
  }

  /** Name of the element's own run among the others. */
  get ownName(): string {
    const { model, say } = this.#parts;
    return ownName(
      this.#runs.map(({ variant }) => variant),
      model,
      say,
    );
  }

  /** The names at the ends of the lines, that of the element's own run first; null where these are the runs' own. */
  get endNames(): readonly string[] | null {
    const { model, say } = this.#parts;
    return endNames(
      this.#runs.map(({ variant }) => variant),
      model,
      say,
    );
  }

  /** The lines of the runs in the curves. */
  get curves(): readonly CurveRun[] {
    const ends = this.endNames;
    return this.#panels.map(({ run, name, look }, at) => ({
      model: run.model,
      name,
      end: ends?.[at + 1] || name,
      look: `run ${look}`,
    }));
  }

  /** Before each rendering: looks what is to be shown. Returns the room of each panel. */
  follow(comparison: Comparison, room: Room, measure: TextMeasure, domainOf: DomainOf): Room {
    if (comparison !== this.#comparison) {
      this.#comparison = comparison;
      this.#attentions = comparison.runs.map(
        ({ model }, at) => new TrainerAttention({ ...this.#parts, model, panel: `.run-${at + 1}` }),
      );
    }
    const count = comparison.runs.length + 1;
    const fitting = Math.max(1, Math.floor((room.width + GAP) / (LEAST + GAP)));
    const lines = Math.ceil(count / Math.min(count, fitting));
    this.#columns = Math.ceil(count / lines);
    const width = Math.floor((room.width - GAP * (this.#columns - 1)) / this.#columns);
    const panel = { ...room, width };
    for (const { name, attention } of this.#panels) attention.follow(panel, measure, domainOf, name);
    return panel;
  }

  /** All panels. @param own the attention of the element's own run */
  render(own: TemplateResult): TemplateResult {
    const { model } = this.#parts;
    const { name, look } = { name: this.ownName, look: 'curve' };
    return html`<div class="runs" .style=${`grid-template-columns:repeat(${this.#columns},minmax(0,1fr))`}>
      <section aria-label=${name}>${this.#head(model, name, look)} ${own}</section>
      ${this.#panels.map((panel) => this.#panel(panel))}
    </div>`;
  }

  draw(): void {
    for (const attention of this.#attentions) attention.draw();
  }

  drawNow(): void {
    for (const attention of this.#attentions) attention.drawNow();
  }

  get #runs(): readonly VariantRun[] {
    return this.#comparison?.runs ?? [];
  }

  get #panels(): readonly Panel[] {
    const { say } = this.#parts;
    return this.#runs.map((run, at) => ({
      run,
      name: variantName(run.variant, say),
      look: `run-${at + 1}`,
      attention: this.#attentions[at],
    }));
  }

  #panel({ run, name, look, attention }: Panel): TemplateResult {
    const { shown } = attention;
    return html`<section class=${look} aria-label=${name}>
      ${this.#head(run.model, name, `run ${look}`)}
      ${shown && run.model.opened ? html`${attention.plotOf(shown)}<div class="readout">${attention.spoken(shown)}</div>` : nothing}
    </section>`;
  }

  #head(model: RunModel, name: string, look: string): TemplateResult {
    const { fault } = model;
    return html`<div class="run-name">
        <svg class="sample" aria-hidden="true"><path class=${look} d="M0,4H20"></path></svg>${name}
      </div>
      <div class=${fault ? 'run-said fault' : 'run-said'} role=${fault ? 'status' : nothing}>${this.#said(model)}</div>`;
  }

  /** How far a run has come, or what has become of it. */
  #said({ fault, stage, step, loss, evaluation, refusals }: RunModel): string {
    const { say, number, percent, explain } = this.#parts;
    if (fault) return explain(underAttribute(fault));
    if (stage === 'opening' || stage === 'idle') return say('opening');
    const parts = [say('atStep', { step })];
    if (Number.isFinite(loss)) parts.push(say('lossIs', { loss: number(loss) }));
    if (evaluation?.accuracy != null) parts.push(say('accuracyIs', { accuracy: percent(evaluation.accuracy) }));
    const refusal = refusals.get('example');
    return [parts.join(' · '), ...(refusal ? [explain(underAttribute(refusal.fault))] : [])].join(' ');
  }
}
