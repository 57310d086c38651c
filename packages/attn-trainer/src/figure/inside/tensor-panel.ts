import { visibleText } from '@attn-elements/core/data';
import { Memo } from '@attn-elements/core/element';
import { extentOf } from '@attn-elements/core/math';
import { html, nothing, type TemplateResult } from 'lit';
import type { Histograms } from '../../inside/histogram.js';
import type { SeenTensor } from '../../inside/questions.js';
import { type TensorInfo, type TensorKind, tensorKinds } from '../../inside/tensor-list.js';
import { demandSentences } from '../../tasks/demands.js';
import { Asked } from './asked.js';
import type { InsidePanel, InsideParts } from './inside-parts.js';
import { MatrixPlot, type PlottedMatrix } from './matrix-plot.js';
import { missing } from './missing.js';
import { histogramMatrix, spreadOf, tensorMatrix } from './tensor-view.js';

/** A tensor of the run by its name: its values at the step that is looked at, and its histograms over the steps. */
export class TensorPanel implements InsidePanel {
  readonly #parts: InsideParts;
  readonly #values: Asked<SeenTensor>;
  readonly #histograms: Asked<Histograms>;
  readonly #matrix: MatrixPlot;
  readonly #strip: MatrixPlot;
  readonly #plotted = new Memo<PlottedMatrix>();
  readonly #stripped = new Memo<PlottedMatrix>();
  readonly #spread = new Memo<ReturnType<typeof spreadOf>>();

  constructor(parts: InsideParts) {
    this.#parts = parts;
    this.#values = new Asked(parts.host);
    this.#histograms = new Asked(parts.host);
    this.#matrix = new MatrixPlot('tensor', parts);
    this.#strip = new MatrixPlot('histogram', parts);
  }

  get settled(): Promise<void> | null {
    return this.#values.settled ?? this.#histograms.settled;
  }

  render(): TemplateResult {
    const tensors = this.#parts.run.model.opened?.tensors ?? [];
    const given = this.#parts.host.tensor;
    const tensor = given === null ? tensors[0] : tensors.find(({ name }) => name === given);
    return html`${this.#chooser(tensors, tensor)} ${tensor ? this.#shown(tensor) : this.#unknown(given)}`;
  }

  draw(): void {
    this.#matrix.draw();
    this.#strip.draw();
  }

  drawNow(): void {
    this.#matrix.drawNow();
    this.#strip.drawNow();
  }

  #shown({ name, kind }: TensorInfo): unknown {
    const { run, tell, number, language } = this.#parts;
    const { frame, opened, inForce, history } = run.model;
    const step = frame?.step ?? null;
    const example = inForce?.example ?? 0;
    const asked = this.#values.of([opened, name, frame, example], () => run.look('tensor', { name, step, example }));
    const all = this.#histograms.of([opened, name, history.frames.length, history.frames.at(-1), example], () =>
      run.look('histograms', { name, example }),
    );
    if (!asked || asked.name !== name) return missing(this.#parts, asked, this.#values.fault);
    const tokens = kind === 'activation' ? frame?.example.input : asked.rowNames;
    const rowNames = tokens?.map(visibleText) ?? null;
    const plotted = this.#plotted.of([asked, language(), rowNames?.join('\n')], () =>
      tensorMatrix(asked, kind !== 'activation', rowNames, tell, number),
    );
    const strip =
      all &&
      this.#stripped.of([all, asked.step, language()], () => histogramMatrix(all, name, asked.step, tell, number));
    return html`<p class="notes">${this.#summary(asked, kind)}</p>
      ${this.#matrix.render(plotted)}
      ${strip ? html`<p class="inside-name">${tell('histogramOf', { name })}</p> ${this.#strip.render(strip)}` : nothing}`;
  }

  #summary(tensor: SeenTensor, kind: TensorKind): string {
    const { say, tell, number } = this.#parts;
    const { name, shape, values, step } = tensor;
    const { low, high } = extentOf(values as Float32Array);
    const { mean, deviation } = this.#spread.of([tensor], () => spreadOf(values));
    const said = tell('tensorAt', {
      name,
      shape: shape.join(' × '),
      step,
      count: values.length,
      low: number(low),
      high: number(high),
      mean: number(mean),
      deviation: number(deviation),
    });
    return kind === 'weight' ? said : say('stop', { one: said, next: tell(`${kind}Note`) });
  }

  #unknown(name: string | null): unknown {
    if (name === null) return nothing;
    const what = demandSentences.needsTensor;
    const details = { name: 'tensor', value: name, what, fault: 'needsTensor' };
    return html`<p class="fault">${this.#parts.explain({ code: 'bad-option', message: what, details })}</p>`;
  }

  #chooser(tensors: readonly TensorInfo[], chosen: TensorInfo | undefined): TemplateResult {
    const { tell, change } = this.#parts;
    const changed = (event: Event) => change({ tensor: (event.target as HTMLSelectElement).value });
    const group = (kind: TensorKind) => {
      const own = tensors.filter((one) => one.kind === kind);
      if (own.length === 0) return nothing;
      return html`<optgroup label=${tell(`tensors-${kind}`)}>
        ${own.map(({ name }) => html`<option value=${name} .selected=${name === chosen?.name}>${name}</option>`)}
      </optgroup>`;
    };
    return html`<div class="line" data-figure-skip>
      <label
        >${tell('tensor')}
        <select class="tensors" @change=${changed}>
          ${chosen ? nothing : html`<option selected disabled value=""></option>`} ${tensorKinds.map(group)}
        </select></label
      >
    </div>`;
  }
}
