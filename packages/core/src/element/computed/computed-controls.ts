import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Language } from '../languages.js';
import { type ComputedSettings, computedWeightings } from './computed-options.js';
import type { ComputedSource } from './computed-source.js';
import { type ComputedWord, sayComputed, type SayComputed } from './computed-strings.js';
import { maskText, type MaskWords, parseMask } from './mask-words.js';

/** Ends of the slider as −log₁₀ of the temperature: 10, soft, to 0.01, hard. */
const SOFT = -1;
const HARD = 2;
/** 20 steps a decade: half of one is more than rounding to two digits moves. */
const STEP = 0.05;

/** Masks that readers choose from, by their words. */
const maskForms = ['', 'causal', 'window', 'causal window', 'window global', 'block'];

/** Size of a window or block where none was given yet. */
const SIZE = 2;

/** Input of the controls of a source. */
export interface ComputedControls {
  readonly queries: number;
  readonly keys: number;
  readonly language: Language;
  readonly number: (value: number) => string;
  /** Called with what the reader changed; `moving` where more of the kind is likely to follow at once. */
  readonly change: (settings: Partial<ComputedSettings>, moving: boolean) => void;
}

/** The readers' controls of attention that is computed: those that make sense for its source. */
export function computedControls(source: ComputedSource, controls: ComputedControls): TemplateResult {
  const { queries, keys, language, number, change } = controls;
  const say = sayComputed(language);
  const { score, weighting, temperature, mask } = source.options;
  const place = -Math.log10(temperature);
  const move = ({ target }: Event) => {
    const { valueAsNumber } = target as HTMLInputElement;
    change({ temperature: Number((10 ** -valueAsNumber).toPrecision(2)) }, true);
  };
  return html`<fieldset class="live" part="controls" data-figure-skip>
    <legend class="visually-hidden">${say('computed')}</legend>
    ${
      source.scores.length > 1
        ? choice(say('score'), source.scores, score!, say, (chosen) => change({ score: chosen }, false))
        : null
    }
    ${choice(
      say('weighting'),
      computedWeightings,
      weighting,
      (kind) => say(kind === 'none' ? 'unweighted' : kind),
      (chosen) => change({ weighting: chosen }, false),
    )}
    <label class="temperature">
      <span>${say('temperature')} <output>${number(temperature)}</output></span>
      <span class="range">
        <span aria-hidden="true">${say('soft')}</span>
        <input
          type="range"
          min=${Math.min(SOFT, place)}
          max=${Math.max(HARD, place)}
          step=${STEP}
          aria-label=${say('temperature')}
          aria-valuetext=${number(temperature)}
          ?disabled=${weighting !== 'softmax'}
          .value=${live(String(place))}
          @input=${move}
        />
        <span aria-hidden="true">${say('sharp')}</span>
      </span>
    </label>
    ${queries === keys || mask !== 'none' ? maskControls(controls, say, parseMask(mask) ?? {}) : null}
  </fieldset>`;
}

/** Controls of the mask: its kind, and the size of its window or block. The length of the keys is not the reader's to change. */
function maskControls({ keys, change }: ComputedControls, say: SayComputed, words: MaskWords): TemplateResult {
  const { causal: _causal, window, block, global, ...kept } = words;
  // Of two sizes neither is the reader's to change.
  const size = window === undefined || block === undefined ? (window ?? block) : undefined;
  const form = maskText({ causal: words.causal, window, global, block })
    .replaceAll(/ ?\d+|none/g, '')
    .trim();
  const put = (text: string, newSize: number, moving: boolean) => {
    const has = (word: string) => text.includes(word);
    const next: MaskWords = {
      ...kept,
      causal: has('causal'),
      window: has('window') ? newSize : undefined,
      global: has('global') ? (global ?? 1) : undefined,
      block: has('block') ? Math.max(1, newSize) : undefined,
    };
    change({ mask: maskText(next) }, moving);
  };
  const resize = ({ target }: Event) => {
    const { valueAsNumber, min } = target as HTMLInputElement;
    // Between two digits the field is empty, or holds what is no size.
    if (valueAsNumber >= Number(min)) put(form, Math.floor(valueAsNumber), true);
  };
  const name = (text: string) =>
    text ? Array.from(text.split(' '), (word) => say(word as ComputedWord)).join(' + ') : say('unmasked');
  return html`<div class="masks">${choice(say('mask'), [...new Set([...maskForms, form])], form, name, (chosen) =>
    put(chosen, size ?? SIZE, false),
  )}
    <label>
      <span>${say('size')}</span>
      <input
        type="number"
        min=${block === undefined ? 0 : 1}
        max=${keys}
        ?disabled=${size === undefined}
        .value=${live(String(size ?? SIZE))}
        @input=${resize}
      />
    </label>
  </div>`;
}

function choice<T extends string>(
  label: string,
  kinds: readonly T[],
  chosen: T,
  name: (kind: T) => string,
  choose: (kind: T) => void,
): TemplateResult {
  const changed = ({ target }: Event) => choose(kinds[(target as HTMLSelectElement).selectedIndex]);
  return html`<label>
    <span>${label}</span>
    <select @change=${changed}>
      ${kinds.map((kind) => html`<option .selected=${live(kind === chosen)}>${name(kind)}</option>`)}
    </select>
  </label>`;
}
