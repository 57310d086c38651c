import { adoptStyles, Memo } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { EventHistogram, EventImage } from '../files/event-file.js';
import type { OpenedEvents } from '../files/open-events.js';
import { eventFigureStyles } from './event-figure.styles.js';
import { drawEventPicture } from './event-picture.js';
import type { TrainerFigureParts } from './figure.js';
import { histogramPath } from './histogram-path.js';

/** Content of an event file beside its curves: pictures and histograms at one step, and the names of what is not shown. */
export class EventFigure {
  readonly #parts: TrainerFigureParts;
  readonly #drawn = new WeakMap<HTMLCanvasElement, EventImage>();
  /** Tags of pictures that are none. */
  readonly #broken = new Set<string>();
  readonly #steps = new Memo<readonly number[]>();
  #opened: OpenedEvents | null = null;
  /** The step that is looked at; null is the last. */
  #step: number | null = null;
  #pictures: ReadonlyMap<string, EventImage> = new Map();

  constructor(parts: TrainerFigureParts) {
    this.#parts = parts;
    adoptStyles(parts.host.shadowRoot!, eventFigureStyles.cssText);
  }

  render(opened: OpenedEvents): TemplateResult {
    if (opened !== this.#opened) {
      this.#opened = opened;
      this.#step = null;
      this.#broken.clear();
    }
    const { say } = this.#parts;
    const { name, file } = opened;
    const histograms = atStep(file.histograms, this.#step);
    this.#pictures = new Map([...atStep(file.images, this.#step)].filter(([tag]) => !this.#broken.has(tag)));
    const left = [...file.others, ...this.#broken];
    return html`<section class="events" part="events" aria-label=${say('eventFile', { name })}>
      <div class="line" data-figure-skip>
        <span class="event-name">${say('eventFile', { name })}</span>
        ${this.#slider(opened)}
        <button type="button" aria-label=${say('closeEvents', { name })} @click=${this.#close}>${say('close')}</button>
      </div>
      <div class="event-grid">
        ${[...this.#pictures].map(([tag, { step }]) => this.#picture(tag, step))}
        ${[...histograms].map(([tag, one]) => this.#histogram(tag, one))}
      </div>
      ${left.length > 0 ? html`<p class="notes">${say('notShown', { tags: left })}</p>` : nothing}
    </section>`;
  }

  /** Draws the pictures into their places. */
  draw(): void {
    const { host } = this.#parts;
    for (const canvas of host.shadowRoot!.querySelectorAll<HTMLCanvasElement>('.events canvas')) {
      const tag = canvas.dataset.tag!;
      const picture = this.#pictures.get(tag);
      if (!picture || this.#drawn.get(canvas) === picture) continue;
      this.#drawn.set(canvas, picture);
      void this.#drawPicture(canvas, tag, picture);
    }
  }

  async #drawPicture(canvas: HTMLCanvasElement, tag: string, picture: EventImage): Promise<void> {
    if (await drawEventPicture(canvas, picture)) return;
    this.#broken.add(tag);
    this.#parts.host.requestUpdate();
  }

  #picture(tag: string, step: number): TemplateResult {
    const sentence = this.#parts.say('eventPicture', { tag, step });
    return html`<div class="event">
      <canvas role="img" aria-label=${sentence} data-tag=${tag}></canvas>
      <span>${breakable(sentence)}</span>
    </div>`;
  }

  #histogram(tag: string, one: EventHistogram): TemplateResult {
    const { say, number } = this.#parts;
    const [low, high] = [one.limits[0] ?? NaN, one.limits.at(-1) ?? NaN];
    const count = one.counts.reduce((sum, each) => sum + each, 0);
    const sentence = say('eventHistogram', {
      tag,
      step: one.step,
      count: number(count),
      low: number(low),
      high: number(high),
    });
    return html`<div class="event">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label=${sentence}>
        <path d=${histogramPath(one)}></path>
      </svg>
      <span>${breakable(sentence)}</span>
    </div>`;
  }

  /** Chooser of the step, where there are several. */
  #slider({ file }: OpenedEvents): TemplateResult | typeof nothing {
    const steps = this.#steps.of([file], () => {
      const all = [...file.images.values(), ...file.histograms.values()].flat().map(({ step }) => step);
      return [...new Set(all)].sort((a, b) => a - b);
    });
    if (steps.length < 2) return nothing;
    const at = this.#step === null ? steps.length - 1 : steps.indexOf(this.#step);
    const moved = (event: Event) => {
      this.#step = steps[Number((event.target as HTMLInputElement).value)];
      this.#parts.host.requestUpdate();
    };
    const { say } = this.#parts;
    return html`<input
      class="replay"
      type="range"
      min="0"
      max=${steps.length - 1}
      .value=${String(at)}
      aria-label=${say('replay')}
      aria-valuetext=${String(steps[at])}
      @input=${moved}
    />`;
  }

  readonly #close = (): void => {
    const { host, run } = this.#parts;
    run.model.events = null;
    host.requestUpdate();
    // The button is gone: what opened it is where a keyboard goes on.
    host.shadowRoot!.querySelector<HTMLElement>('.menu summary')?.focus();
  };
}

/** A sentence whose tags may go on in another line behind a stroke or a point. */
const breakable = (sentence: string): readonly unknown[] =>
  sentence.split(/(?<=[/.])/).map((piece) => html`${piece}<wbr />`);

/** Of each tag the newest up to a step, or the first where all are later; the last where there is no step. */
function atStep<T extends { readonly step: number }>(
  all: ReadonlyMap<string, readonly T[]>,
  step: number | null,
): ReadonlyMap<string, T> {
  const found = (list: readonly T[]) =>
    step === null ? list[list.length - 1] : (list.findLast((one) => one.step <= step) ?? list[0]);
  return new Map([...all].map(([tag, list]) => [tag, found(list)]));
}
