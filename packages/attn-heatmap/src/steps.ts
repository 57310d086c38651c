import {
  adoptStyles,
  failure,
  isComputed,
  type Loaded,
  LoadingController,
  Memo,
  onceGone,
  windowOf,
} from '@attn-elements/core/element';
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { HeatmapSpot } from './layout.js';
import type { PartContext } from './parts.js';
import { effectTemplate, stageTemplate, stagesOf } from './steps-template.js';
import { scalingEffect, type StepsHead, stepsHead, stepsOf, isDot } from './steps-stages.js';
import { type SaySteps, saySteps } from './steps-strings.js';
import { stepsStyles } from './steps-styles.js';
import type { HeatmapView } from './view-model.js';

/** Milliseconds that a step is shown for while they play. */
const PACE = 1500;

/** Attention of one query step by step, under its weights: Q·Kᵀ, scale, mask, softmax, ·V, each with its numbers. */
export class StepsPart implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #context: PartContext;
  readonly #loading: LoadingController<StepsHead | 'needsQueries' | 'needsHead'>;
  readonly #asked = new Memo<void>();
  readonly #words = new Memo<SaySteps>();
  readonly #picked = new Memo<void>();
  #row = 0;
  /** First columns of queries and keys that count; null for all. */
  #width: number | null = null;
  /** Step that is shown last; null where all are. */
  #step: number | null = null;
  #timer = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, context: PartContext) {
    this.#host = host;
    this.#context = context;
    this.#loading = new LoadingController(host);
    adoptStyles(host.shadowRoot!, stepsStyles);
    host.addController(this);
  }

  hostDisconnected(): void {
    onceGone(this.#host, () => this.#pause());
  }

  /** Promises that settle when the numbers are there. */
  get underWay(): readonly Promise<unknown>[] {
    return [this.#loading.settled];
  }

  /** Takes what was loaded. @returns whether its numbers are there, or cannot be */
  follow(loaded: Loaded): boolean {
    this.#asked.of([loaded], () =>
      this.#loading.start(async () => {
        const { source, panels } = loaded;
        const [{ layer, head }] = panels;
        if (!isComputed(source)) return 'needsQueries';
        if (panels.length > 1 || typeof head !== 'number') return 'needsHead';
        return (await stepsHead(source, layer, head)) ?? 'needsQueries';
      }),
    );
    return this.#loading.state !== 'loading';
  }

  /** @param pinned place among the weights whose query is shown */
  render({ reader }: HeatmapView, pinned: HeatmapSpot | null): TemplateResult | typeof nothing {
    const { error, value: head } = this.#loading;
    if (error) return failure('', this.#context.explain(error));
    if (head === null || typeof head === 'string')
      return html`<p class="remarks" part="legend">${this.#say(head ?? 'needsQueries')}</p>`;
    this.#picked.of([pinned?.row], () => {
      if (pinned && pinned.extent !== 'column') this.#row = pinned.row;
    });
    const [queries, all] = head.query.shape;
    const row = Math.min(this.#row, queries - 1);
    const width = Math.min(this.#width ?? all, all);
    const { number } = this.#context;
    const say = this.#say;
    const names = { query: (at: number) => reader.query(at, 0), key: (at: number) => reader.key(at, 0) };
    const stages = stagesOf(head, stepsOf(head, row, width), { row, width, say, number, ...names });
    const last = Math.min(this.#step ?? stages.length - 1, stages.length - 1);
    const effect = scalingEffect(head, width);
    return html`<section class="steps-view" part="steps" role="group" aria-label=${say('steps')} aria-description=${say('help')}
      @keydown=${(event: KeyboardEvent) => this.#onKey(event, stages.length)}>
      <div class="step-bar" data-figure-skip>
        <label>${say('query')}
          <select @change=${(event: Event) => this.#pick(Number((event.target as HTMLSelectElement).value))}>
            ${Array.from({ length: queries }, (_, at) => html`<option value=${at} ?selected=${at === row}>${names.query(at)}${names.query(at) === String(at) ? '' : ` (${at})`}</option>`)}
          </select>
        </label>
        ${this.#player(stages.length)}
        ${isDot(head) ? this.#widths(width, all) : nothing}
      </div>
      ${stages.map((stage, at) => stageTemplate(stage, { isLater: at > last, isPresent: this.#step !== null && at === last }))}
      <p class="visually-hidden" aria-live="polite" data-figure-skip>${this.#step === null ? nothing : stages[last].sentence}</p>
      ${effect ? effectTemplate(effect, say, number) : nothing}
    </section>`;
  }

  get #say(): SaySteps {
    const language = this.#context.language();
    return this.#words.of([language], () => saySteps(language));
  }

  #player(count: number): TemplateResult {
    const say = this.#say;
    const button = (label: string, sign: string, act: () => void, isOff = false) =>
      html`<button type="button" part="button" aria-label=${label} title=${label} ?disabled=${isOff} @click=${act}>${sign}</button>`;
    const isPlaying = this.#timer !== 0;
    return html`<span class="player">
      ${button(say('previous'), '‹', () => this.#go(-1, count), this.#step === 0)}
      ${button(say(isPlaying ? 'pause' : 'play'), isPlaying ? '❚❚' : '▶', () => this.#toggle(count))}
      ${button(say('next'), '›', () => this.#go(1, count), this.#step === null)}
    </span>`;
  }

  #widths(width: number, all: number): TemplateResult {
    return html`<label class="width">${this.#say('width')} = ${width}
      <input type="range" min="1" max=${all} .value=${String(width)}
        @input=${(event: Event) => {
          this.#width = Number((event.target as HTMLInputElement).value);
          this.#host.requestUpdate();
        }}>
    </label>`;
  }

  #pick(row: number): void {
    this.#row = row;
    this.#host.requestUpdate();
  }

  #onKey(event: KeyboardEvent, count: number): void {
    const { target, key, altKey, ctrlKey, metaKey } = event;
    // With Alt an arrow goes through the page's history.
    if (altKey || ctrlKey || metaKey || (target as Element).matches('select, input, button')) return;
    if (key === 'ArrowDown' || key === 'ArrowRight') this.#go(1, count);
    else if (key === 'ArrowUp' || key === 'ArrowLeft') this.#go(-1, count);
    else if (key === ' ') this.#toggle(count);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #toggle(count: number): void {
    if (this.#timer) return this.#pause();
    if (this.#step === null) this.#step = 0;
    this.#timer = windowOf(this.#host).setInterval(() => this.#advance(count), PACE);
    this.#host.requestUpdate();
  }

  #advance(count: number): void {
    if (this.#step === null || this.#step >= count - 1) return this.#pause();
    this.#step++;
    if (this.#step === count - 1) this.#pause();
    this.#host.requestUpdate();
  }

  #pause(): void {
    windowOf(this.#host).clearInterval(this.#timer);
    this.#timer = 0;
    this.#host.requestUpdate();
  }

  /** To the next step, or the one before; after the last all are shown. */
  #go(by: 1 | -1, count: number): void {
    this.#pause();
    const next = (this.#step ?? count) + by;
    this.#step = next >= count ? null : Math.max(0, next);
    this.#host.requestUpdate();
  }
}
