import { viridis } from '@attn-elements/core/color';
import { visibleText } from '@attn-elements/core/data';
import { Memo } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { Answers } from '../../inside/answers.js';
import type { AnswersAsked } from './answers-asked.js';
import type { InsidePanel, InsideParts } from './inside-parts.js';
import { MatrixPlot, type PlottedMatrix } from './matrix-plot.js';
import { missing } from './missing.js';

/** Classes whose shares are told at most. */
const MOST_TOLD = 12;

/** Confusion matrix of what was held back: right answers against given ones, as counts and as shares of each right answer. */
export class ConfusionPanel implements InsidePanel {
  readonly #parts: InsideParts;
  readonly #asked: AnswersAsked;
  readonly #plot: MatrixPlot;
  readonly #plotted = new Memo<PlottedMatrix>();
  /** Name of the pair whose examples are listed; null is none. */
  #pair: { readonly right: string; readonly given: string } | null = null;

  constructor(parts: InsideParts, asked: AnswersAsked) {
    this.#parts = parts;
    this.#asked = asked;
    this.#plot = new MatrixPlot('confusion', parts);
  }

  get settled(): Promise<void> | null {
    return this.#asked.settled;
  }

  render(): TemplateResult {
    const { answers } = this.#asked;
    if (!answers) return missing(this.#parts, answers, this.#asked.fault);
    const { language, tell } = this.#parts;
    const plotted = this.#plotted.of([answers, language()], () => this.#matrix(answers));
    const sums = rowSums(answers);
    const all = sums.reduce((sum, one) => sum + one, 0);
    const right = sums.reduce((sum, _, i) => sum + answers.counts[i * (sums.length + 1)], 0);
    return html`<p class="notes">${tell('confusionAt', { step: answers.step, right, all })}</p>
      ${this.#plot.render(plotted)} ${this.#examples(answers)}
      <p class="notes">${this.#shares(answers, sums, all)}</p>`;
  }

  draw(): void {
    this.#plot.draw();
  }

  drawNow(): void {
    this.#plot.drawNow();
  }

  #matrix(answers: Answers): PlottedMatrix {
    const { say, tell, number, percent } = this.#parts;
    const { counts } = answers;
    const classes = answers.classes.map(visibleText);
    const side = classes.length;
    const sums = rowSums(answers);
    const values = counts.map((count, i) => count / (sums[Math.floor(i / side)] || 1));
    const countAt = (row: number, column: number) => counts[row * side + column];
    return {
      rows: side,
      columns: side,
      rowNames: classes,
      columnNames: classes,
      values,
      reading: {
        label: say('inside-confusion'),
        rows: side,
        columns: side,
        rowName: (row) => classes[row],
        columnName: (column) => classes[column],
        value: (row, column) => number(countAt(row, column)),
        sentence: (row, column) =>
          tell('confusionCell', {
            right: classes[row],
            given: classes[column],
            count: countAt(row, column),
            share: percent(values[row * side + column]),
          }),
      },
      scale: { kind: 'linear', domain: [0, 1], exponent: 1, diverging: false },
      table: viridis().table,
      legend: tell('confusionLegend'),
      textOf: (row, column) => (countAt(row, column) > 0 ? number(countAt(row, column)) : null),
      activate: ({ row, column }) => this.#choose(answers, row, column),
    };
  }

  /** Lists the examples of a cell, and takes the first. */
  #choose({ classes, examples }: Answers, row: number, column: number): void {
    this.#pair = { right: classes[row], given: classes[column] };
    const [first] = examples[row * classes.length + column];
    if (first !== undefined) this.#parts.choose(first);
    this.#parts.host.requestUpdate();
  }

  #examples({ classes, examples }: Answers): unknown {
    if (!this.#pair) return nothing;
    const { tell, choose, run } = this.#parts;
    const [row, column] = [classes.indexOf(this.#pair.right), classes.indexOf(this.#pair.given)];
    const numbers = row < 0 || column < 0 ? [] : examples[row * classes.length + column];
    const present = run.model.inForce?.example;
    const pair = { right: visibleText(this.#pair.right), given: visibleText(this.#pair.given) };
    return html`<div class="line" data-figure-skip>
      <span>${tell('examplesOf', pair)}</span>
      ${
        numbers.length === 0
          ? tell('noExamples')
          : numbers.map(
              (number) => html`<button type="button" aria-pressed=${number === present} @click=${() => choose(number)}>
                ${number + 1}
              </button>`,
            )
      }
    </div>`;
  }

  #shares({ classes }: Answers, sums: readonly number[], all: number): string {
    const { tell, percent } = this.#parts;
    const order = classes.map((name, i) => ({ name, sum: sums[i] })).sort((a, b) => b.sum - a.sum);
    const told = order.slice(0, MOST_TOLD).map(({ name, sum }) => `${visibleText(name)} ${percent(sum / (all || 1))}`);
    const list = [...told, ...(order.length > MOST_TOLD ? ['…'] : [])];
    return tell('classShares', { shares: list.join(' · ') });
  }
}

/** How often each class was right. */
const rowSums = ({ classes, counts }: Answers): number[] =>
  classes.map((_, row) =>
    counts.subarray(row * classes.length, (row + 1) * classes.length).reduce((sum, one) => sum + one, 0),
  );
