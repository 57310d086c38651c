import {
  type AttentionInteraction,
  type HeadPlace,
  hiddenKeys,
  type AttentionController,
  type AttentionHost,
  isComputed,
  isOtherSource,
  type ComputedPreview,
  type ComputedSettings,
  computedDefaults,
  onceGone,
  warner,
} from '@attn-elements/core/element';
import type { PropertyValues, ReactiveController } from 'lit';
import type { HeatmapView } from './view-model.js';
import type { HeatmapSpot } from './layout.js';

/** Properties that say how attention is computed. */
const settingNames = Object.keys(computedDefaults) as readonly (keyof ComputedSettings)[];

interface ComputedHost extends AttentionHost, ComputedSettings {
  readonly controls: boolean;
}

/**
 * Follows the properties that say how attention is computed. While a reader moves a slider the figure is drawn on the GPU
 * straight from what was computed there, where the display needs nothing else; the exact values, and with them legend and
 * table, come when the reader settles.
 */
export class ComputedController implements ReactiveController {
  readonly #host: ComputedHost;
  readonly #heads: AttentionController;
  readonly #view: () => HeatmapView | null;
  readonly #change: (settings: Partial<ComputedSettings>) => void;
  #preview: ComputedPreview | null = null;
  readonly #warn: (what: string) => void;
  #moving = false;

  constructor(
    host: ComputedHost,
    { attention, change }: AttentionInteraction<HeatmapSpot>,
    view: () => HeatmapView | null,
  ) {
    this.#host = host;
    this.#change = change;
    this.#warn = warner(host);
    this.#heads = attention;
    this.#view = view;
    host.addController(this);
  }

  /** Picture that is drawn in place of the values while a reader moves a slider; another object whenever it was computed anew. */
  get picture(): ComputedPreview['picture'] {
    return this.#preview?.picture ?? null;
  }

  hostDisconnected(): void {
    onceGone(this.#host, () => this.end());
  }

  /** Ends what a slider drew: other values are about to be shown. */
  end(): void {
    this.#preview?.end();
  }

  /** Takes what a reader changed. */
  readonly change = (settings: Partial<ComputedSettings>, moving: boolean): void => {
    this.#moving = moving;
    this.#change(settings);
  };

  /** Computes anew where one of these properties alone has changed; other heads, and other sources, are read under all of them. */
  follow(changed: PropertyValues): void {
    const isRead = isOtherSource(changed) || changed.has('layer') || changed.has('head');
    if (!isRead && settingNames.some((name) => changed.has(name))) this.#compute();
    this.#warnOfIdle();
  }

  #compute(): void {
    const isMove = this.#moving;
    this.#moving = false;
    this.#heads.recompute(async (source, signal) => {
      if (!isMove) return;
      this.#preview ??= source.preview();
      await this.#preview.follow(source, this.#places(), () => this.#host.requestUpdate(), signal);
    });
  }

  /** Tells an author, once, of properties that the file leaves without a meaning. */
  #warnOfIdle(): void {
    const { source } = this.#heads;
    if (!source) return;
    const { controls, score } = this.#host;
    if (!isComputed(source)) {
      const idle: string[] = settingNames.filter((name) => this.#host[name] !== computedDefaults[name]);
      if (controls) idle.push('controls');
      if (idle.length > 0) this.#warn(`${idle.join(', ')}: nothing is computed of stored attention weights`);
    } else if (score && source.options.score !== score) {
      const { options } = source;
      this.#warn(
        options.score
          ? `score cannot be ${score}, for which the file has no parameters; ${options.score} is used`
          : 'score: the file holds the scores themselves',
      );
    }
  }

  /** The heads that are shown; null where values are needed to show them. */
  #places(): HeadPlace[] | null {
    const view = this.#view();
    if (!view || !canPreview(view)) return null;
    return view.composition.panels.map(({ layer, head }) => ({ layer, head: Number(head) }));
  }
}

/** Whether weights become colours without any sum or rank over them but the largest. */
function canPreview({ composition: { kind, options, panels, colormap } }: HeatmapView): boolean {
  const [{ raw: first }] = panels;
  const isWhole = panels.every((panel) => hiddenKeys(panel, options).length === 0);
  const isPlain = options.normalization === 'none' && isWhole && kind === 'weights';
  // A diverging map reaches as far below 0 as above, a logarithm down to the smallest value: both are more than a largest.
  const isKnown = options.scale === 'log' ? (options.domain?.[0] ?? 0) > 0 : options.domain || !colormap.diverging;
  const isAlike = panels.every(
    ({ head, raw }) => typeof head === 'number' && raw.rows === first.rows && raw.columns === first.columns,
  );
  return isPlain && isKnown && isAlike;
}
