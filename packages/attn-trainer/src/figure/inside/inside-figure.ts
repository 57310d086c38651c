import { adoptStyles } from '@attn-elements/core/element';
import { html, type TemplateResult } from 'lit';
import type { InsideView } from '../../inside/views.js';
import { AnswersAsked } from './answers-asked.js';
import { ConfusionPanel } from './confusion-panel.js';
import { CostPanel } from './cost-panel.js';
import { type SayInside, sayInside } from './inside-strings.js';
import { insideStyles } from './inside.styles.js';
import type { InsidePanel, InsideParts } from './inside-parts.js';
import { MistakesPanel } from './mistakes-panel.js';
import { ProbabilityPanel } from './probability-panel.js';
import { TensorPanel } from './tensor-panel.js';

/** Inside of a run: the panels that the author or the reader has opened. */
export class InsideFigure {
  readonly #parts: InsideParts;
  readonly #panels = new Map<InsideView, InsidePanel>();
  readonly #answers: AnswersAsked;
  #open: readonly InsidePanel[] = [];

  constructor(given: Omit<InsideParts, 'tell'>) {
    const parts = { ...given, tell: (...said: Parameters<SayInside>) => sayInside(given.language())(...said) };
    this.#parts = parts;
    this.#answers = new AnswersAsked(parts);
    adoptStyles(parts.host.shadowRoot!, insideStyles.cssText);
  }

  /** Promises that settle before what is open is complete. */
  get underWay(): readonly Promise<void>[] {
    return this.#open.map(({ settled }) => settled).filter((one) => one !== null);
  }

  render(views: readonly InsideView[]): TemplateResult {
    const { say } = this.#parts;
    this.#open = views.map((view) => this.#panelOf(view));
    return html`${views.map((view, i) => {
      const name = say(`inside-${view}`);
      return html`<section class="inside" part="inside" aria-label=${name}>
        <div class="inside-name">${name}</div>
        ${this.#open[i].render()}
      </section>`;
    })}`;
  }

  /** Draws what was rendered and has changed. */
  draw(): void {
    for (const panel of this.#open) panel.draw?.();
  }

  /** Draws also what waits for its frame. */
  drawNow(): void {
    for (const panel of this.#open) panel.drawNow?.();
  }

  #panelOf(view: InsideView): InsidePanel {
    const panel = this.#panels.get(view) ?? this.#make(view);
    this.#panels.set(view, panel);
    return panel;
  }

  #make(view: InsideView): InsidePanel {
    const parts = this.#parts;
    switch (view) {
      case 'tensor':
        return new TensorPanel(parts);
      case 'probabilities':
        return new ProbabilityPanel(parts);
      case 'confusion':
        return new ConfusionPanel(parts, this.#answers);
      case 'mistakes':
        return new MistakesPanel(parts, this.#answers);
      case 'cost':
        return new CostPanel(parts);
    }
  }
}
