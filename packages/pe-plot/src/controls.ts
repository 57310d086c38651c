import { adoptComputedStyles } from '@attn-elements/core/element';
import { rotaryScalingKinds, similarityKinds } from '@attn-elements/core/math';
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Changes } from './changes.js';
import { kinds, type Parameter, parameters, type Kind, type PlotSettings, type ViewName } from './settings.js';
import type { PlotSentence } from './strings.js';
import type { PlotWords } from './views/words.js';

/** A number's slider: its ends, and whether its steps are equal or equally many times more. */
interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly doubling?: boolean;
}

/** Ends of the sliders; the fields beside them take any number. */
const ranges: Record<Exclude<Parameter, 'scaling' | 'bidirectional'>, Range> = {
  length: { min: 8, max: 8192, step: 1, doubling: true },
  dModel: { min: 2, max: 1024, step: 2, doubling: true },
  rows: { min: 2, max: 32, step: 1 },
  columns: { min: 2, max: 32, step: 1 },
  base: { min: 10, max: 1_000_000, step: 1, doubling: true },
  factor: { min: 1, max: 32, step: 1, doubling: true },
  heads: { min: 1, max: 32, step: 1 },
  buckets: { min: 4, max: 64, step: 2 },
  maxDistance: { min: 32, max: 1024, step: 1, doubling: true },
};

export interface ControlsState {
  readonly kind: Kind;
  /** Whether several kinds are compared, so that none is chosen. */
  readonly compares: boolean;
  readonly kindsShown: readonly Kind[];
  /** null while none is shown. */
  readonly view: ViewName | null;
  readonly views: readonly ViewName[];
  readonly settings: PlotSettings;
  readonly position: number;
  readonly distance: number;
  /** Whether a table is there to look at. */
  readonly hasTable: boolean;
  readonly words: PlotWords;
  readonly change: (changes: Changes) => void;
}

/** Sliders that double have so many steps from one end to the other. */
const STEPS = 100;

/** The readers' controls: those that make sense for what is shown. */
export class PlotControls {
  constructor(root: ShadowRoot) {
    adoptComputedStyles(root);
  }

  render(state: ControlsState): TemplateResult {
    const { kind, kindsShown, view, views, settings, words, change } = state;
    const { say } = words;
    const names = new Set(kindsShown.flatMap((one) => parameters[one]));
    if (settings.scaling === 'none') names.delete('factor');
    // A model's configuration says all of these.
    const isConfigured = settings.rope !== null;
    if (isConfigured) for (const name of ['dModel', 'base', 'scaling', 'factor'] as const) names.delete(name);
    const choose = <T extends PlotSentence>(
      name: PlotSentence,
      options: readonly T[],
      chosen: T,
      put: (option: T) => void,
    ) => this.#choice(say(name), options, chosen, (option) => say(option), put);
    const isOffered = (one: Kind) => (isConfigured ? one === 'rotary' : one !== 'learned' || state.hasTable);
    const kindChoices = kinds.filter((one) => one === kind || isOffered(one));
    return html`<fieldset class="live" part="controls" data-figure-skip>
      <legend class="visually-hidden">${say('name')}</legend>
      ${state.compares ? null : choose('kind', kindChoices, kind, (chosen) => change({ kind: chosen }))}
      ${view && views.length > 1 ? choose('view', views, view, (chosen) => change({ view: chosen })) : null}
      ${
        view === 'similarity' || view === 'tiles' || view === 'kernel'
          ? choose('likeness', similarityKinds, settings.similarity, (similarity) => change({ similarity }))
          : null
      }
      ${Array.from(names, (name) => {
        if (name === 'scaling')
          return choose(name, rotaryScalingKinds, settings.scaling, (scaling) => change({ scaling }));
        if (name === 'bidirectional')
          return this.#flag(say(name), settings[name], (bidirectional) => change({ bidirectional }));
        return this.#number(say(name), settings[name], ranges[name], words, (value) => change({ [name]: value }));
      })}
      ${view === 'rotation' ? [this.#place(state, 'position', say('at')), this.#place(state, 'distance', say('apart'))] : null}
    </fieldset>`;
  }

  #place(state: ControlsState, name: 'position' | 'distance', label: string): TemplateResult {
    const range = { min: 0, max: state.settings.length - 1, step: 1 };
    return this.#number(label, state[name], range, state.words, (value) => state.change({ [name]: value }));
  }

  #choice<T extends string>(
    label: string,
    options: readonly T[],
    chosen: T,
    name: (option: T) => string,
    choose: (option: T) => void,
  ): TemplateResult {
    const changed = ({ target }: Event) => choose(options[(target as HTMLSelectElement).selectedIndex]);
    return html`<label>
      <span>${label}</span>
      <select @change=${changed}>
        ${options.map((option) => html`<option .selected=${live(option === chosen)}>${name(option)}</option>`)}
      </select>
    </label>`;
  }

  #flag(label: string, on: boolean, change: (on: boolean) => void): TemplateResult {
    const changed = ({ target }: Event) => change((target as HTMLInputElement).checked);
    return html`<label class="flag"><input type="checkbox" .checked=${on} @change=${changed} /> <span>${label}</span></label>`;
  }

  /** A number as a slider, and above it as a field that takes what the slider does not reach. */
  #number(
    label: string,
    value: number,
    { min, max, step, doubling }: Range,
    words: PlotWords,
    change: (value: number) => void,
  ): TemplateResult {
    const [low, high] = [Math.min(min, doubling ? Math.max(value, 1e-3) : value), Math.max(max, value)];
    const place = doubling ? (STEPS * Math.log(Math.max(value, low) / low)) / Math.log(high / low) : value;
    const slide = ({ target }: Event) => {
      const { valueAsNumber } = target as HTMLInputElement;
      const moved = doubling ? low * (high / low) ** (valueAsNumber / STEPS) : valueAsNumber;
      const rounded = Math.round(moved / step) * step;
      // Of large numbers two digits are what a hand can set.
      change(doubling && rounded > 100 ? Number(rounded.toPrecision(2)) : rounded);
    };
    const type = ({ target }: Event) => {
      const { valueAsNumber } = target as HTMLInputElement;
      // Between two digits a field is empty.
      if (!Number.isNaN(valueAsNumber)) change(valueAsNumber);
    };
    return html`<div class="number">
      <label><span>${label}</span><input type="number" step="any" .value=${live(String(value))} @input=${type} /></label>
      <input
        type="range"
        min=${doubling ? 0 : low}
        max=${doubling ? STEPS : high}
        step=${doubling ? 'any' : step}
        aria-label=${label}
        aria-valuetext=${words.number(value)}
        .value=${live(String(place))}
        @input=${slide}
      />
    </div>`;
  }
}
