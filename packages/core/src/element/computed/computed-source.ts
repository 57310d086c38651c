import type { TemplateResult } from 'lit';
import {
  type PaddingOf,
  type QueriesAndKeys,
  type Remark,
  type SideSegments,
  type SideTokens,
  type SourceKind,
  type TensorSource,
  tokensOf,
} from '../../data/index.js';
import { attentionWeights as weightsOnGPU } from '../../gl/index.js';
import {
  allowedKeys,
  type AttentionOptions,
  attentionScores,
  attentionWeights,
  dense,
  type Dense,
  type Mask,
  MASKED_BELOW,
  maskRule,
  type Score,
  type ScoreKind,
} from '../../math/index.js';
import type { Language } from '../languages.js';
import {
  exactNumbers,
  type HeadPlace,
  holdsScores,
  type ComputedInput,
  masksIn,
  type Operands,
  operandsOf,
  scoreOf,
  scoresOf,
} from './computed-input.js';
import { type ComputedControls, computedControls } from './computed-controls.js';
import { computedNotes } from './computed-notes.js';
import type { ComputedOptions, ComputedSettings } from './computed-options.js';
import { adoptComputedStyles } from './computed-styles.js';
import { ComputedPreview } from './computed-preview.js';
import { parseMask } from './mask-words.js';
import { masksOf } from './masks-of.js';
import { type NoDirection, noDirection } from './no-direction.js';

/** Steps of one head from which the GPU is quicker than the way to it and back: 256 × 256 cells of width 64. */
const MANY = 2 ** 22;

/** Cost of one element of a learned or given score, in steps of a product. */
const TANH = 8;

/** State that all options of one input share. */
interface Shared {
  readonly input: ComputedInput;
  readonly scores: Map<ScoreKind, Score>;
  /** Scores of small heads, by layer, head and scoring function: another temperature or mask needs no new ones. */
  readonly computed: Map<string, Dense>;
}

/**
 * Attention that is computed, as a source like any other: small heads by core/math, large ones on the GPU where there is one.
 * Each head is computed when it is asked for, and once. Other options make another source of the same input.
 */
export class ComputedSource implements TensorSource {
  readonly options: ComputedOptions;
  readonly #shared: Shared;
  readonly #masks: readonly Mask[];
  readonly #values = new Map<string, Promise<Float32Array>>();

  constructor(input: ComputedInput, settings: ComputedSettings, shared?: Shared) {
    this.#shared = shared ?? { input, scores: new Map(), computed: new Map() };
    const { score, weighting, temperature, mask } = settings;
    // A score that the file has no parameters for is replaced by one that needs none.
    const offered = scoresOf(input);
    this.options = {
      score: score && offered.includes(score) ? score : (offered[0] ?? null),
      weighting: weighting ?? (holdsScores(input) ? 'none' : 'softmax'),
      temperature,
      mask,
    };
    this.#masks = masksOf(parseMask(mask) ?? {});
  }

  /** The same input under other options; itself where they come to the same. */
  with(settings: ComputedSettings): ComputedSource {
    const other = new ComputedSource(this.#shared.input, settings, this.#shared);
    const names = Object.keys(other.options) as (keyof ComputedOptions)[];
    return names.every((name) => other.options[name] === this.options[name]) ? this : other;
  }

  /** Scoring functions that the file has all for; none where it holds the scores themselves. */
  get scores(): readonly ScoreKind[] {
    return scoresOf(this.#shared.input);
  }

  get kind(): SourceKind {
    return this.options.weighting === 'none' ? 'scores' : 'weights';
  }

  /** Whether the rule of the mask is shown, of no attention: with a weighting it is attention that all keys share. */
  get isRule(): boolean {
    const { input } = this.#shared;
    return holdsScores(input) && input.isRule === true && this.kind === 'scores';
  }

  get layers(): number {
    return this.#shared.input.layers;
  }

  get queryTokens(): readonly string[] | null {
    return this.#shared.input.queryTokens;
  }

  get keyTokens(): readonly string[] | null {
    return this.#shared.input.keyTokens;
  }

  get description(): string | null {
    return this.#shared.input.description;
  }

  get remarks(): readonly Remark[] | undefined {
    return this.#shared.input.remarks;
  }

  get values(): TensorSource['values'] {
    return this.#shared.input.values;
  }

  get padding(): PaddingOf | undefined {
    return this.#shared.input.padding;
  }

  layerTokens(layer: number): SideTokens {
    const { input } = this.#shared;
    return holdsScores(input) ? tokensOf(input, layer) : input.layerTokens(layer);
  }

  segments(layer: number): SideSegments {
    return this.#shared.input.segments?.(layer) ?? { query: null, key: null };
  }

  heads(layer: number): number {
    return this.#shared.input.heads(layer);
  }

  shape(layer: number): readonly [queries: number, keys: number] {
    return this.#shared.input.shape(layer);
  }

  /** Weights, or scores, of one head; −Infinity where a mask forbids. */
  async slice(layer: number, head: number, signal?: AbortSignal): Promise<Float32Array> {
    signal?.throwIfAborted();
    const name = `${layer} ${head}`;
    let values = this.#values.get(name);
    if (!values) this.#values.set(name, (values = this.#compute({ layer, head })));
    return values;
  }

  /** Notes for a legend on how it was computed. */
  notes(language: Language, number: (value: number) => string): string[] {
    return computedNotes(this.options, language, number);
  }

  /** The readers' controls of its options, made with the Lit of the element in whose shadow root they are shown. */
  controls(root: ShadowRoot, controls: ComputedControls): TemplateResult {
    adoptComputedStyles(root);
    return computedControls(this, controls);
  }

  /** Preview that draws the source while a reader moves a slider. */
  preview(): ComputedPreview {
    return new ComputedPreview();
  }

  /** Operands of the weights of some heads of equal shape, for an engine. Rejects with `no-head`. */
  operands(places: readonly HeadPlace[]): Promise<Operands> {
    return operandsOf(this.#shared.input, places);
  }

  /** The options as the engines take them, joined to the masks of the file; null where no weights are made of the scores. */
  attentionOptions(filesMasks: readonly Mask[]): AttentionOptions | null {
    const { weighting, temperature } = this.options;
    if (weighting === 'none') return null;
    return {
      score: this.score,
      weighting: weighting === 'softmax' ? { kind: weighting, temperature } : { kind: weighting },
      mask: [...filesMasks, ...this.#masks],
    };
  }

  /** The scoring function, the same object for the same, by which engines know it again; undefined where the file holds scores. */
  get score(): Score | undefined {
    const { input, scores } = this.#shared;
    const { score: kind } = this.options;
    if (kind === null || holdsScores(input)) return undefined;
    if (!scores.has(kind)) scores.set(kind, scoreOf(kind, input));
    return scores.get(kind);
  }

  async #compute(place: HeadPlace): Promise<Float32Array> {
    const { input: from } = this.#shared;
    const lost = this.options.score === 'cosine' && !holdsScores(from) ? lostIn(from, place) : null;
    const masks = [...masksIn(from, [place]), ...(lost ? [lost.mask] : [])];
    const values = await this.#computeWith(place, masks);
    return lost ? lost.mark(values) : values;
  }

  async #computeWith(place: HeadPlace, masks: readonly Mask[]): Promise<Float32Array> {
    const { input: from } = this.#shared;
    // Scores of a file that nothing is made of.
    if (holdsScores(from) && this.kind === 'scores' && this.#masks.length === 0)
      return from.slice(place.layer, place.head);
    const options = this.attentionOptions(masks);
    const isLarge = this.#cost(place) > MANY;
    if (options && isLarge) {
      try {
        const { input } = await this.operands([place]);
        const { values } = await weightsOnGPU(input, options);
        return this.#hide(values, 'scores' in input ? input.scores.values : null, masks, place);
      } catch {
        // No GPU, or one that refuses: core/math gives the same numbers, or says what is wrong.
      }
    }
    const scores = await this.#scoresAt(place, isLarge);
    const { values } = options ? attentionWeights(scores, options) : scores;
    return this.#hide(Float32Array.from(values), options && holdsScores(from) ? scores.values : null, masks, place);
  }

  /** Scores [queries, keys], before any mask but that in the scores of a file. */
  async #scoresAt({ layer, head }: HeadPlace, isLarge: boolean): Promise<Dense> {
    const { input, computed } = this.#shared;
    if (holdsScores(input)) return dense(await input.slice(layer, head), this.shape(layer));
    const name = `${layer} ${head} ${this.options.score}`;
    const known = computed.get(name);
    if (known) return known;
    const { query, key } = input.head(layer, head);
    const scores = attentionScores(exactNumbers(query), exactNumbers(key), { score: this.score });
    if (!isLarge) computed.set(name, scores);
    return scores;
  }

  /** Roughly how many multiplications a head costs. */
  #cost({ layer, head }: HeadPlace): number {
    const { input } = this.#shared;
    const [queries, keys] = this.shape(layer);
    if (holdsScores(input)) return queries * keys * TANH;
    const { additive } = input.parameters;
    const perCell =
      this.options.score === 'additive' ? additive!.vector.size * TANH : input.head(layer, head).query.shape[1];
    return queries * keys * perCell;
  }

  /** Writes −Infinity where a mask, or a score that is a mask's fill, forbids. */
  #hide(
    values: Float32Array,
    scores: ArrayLike<number> | null,
    masks: readonly Mask[],
    place: HeadPlace,
  ): Float32Array {
    const [queries, keys] = this.shape(place.layer);
    const grid = { batch: 1, heads: 1, queries, keys };
    const rule = maskRule([...masks, ...this.#masks], grid);
    const row = new Uint8Array(keys);
    for (let query = 0, i = 0; query < queries; query++) {
      allowedKeys(rule, 0, 0, query, grid, row);
      for (let key = 0; key < keys; key++, i++) {
        if (!row[key] || (scores && scores[i] <= MASKED_BELOW)) values[i] = -Infinity;
      }
    }
    return values;
  }
}

function lostIn(input: QueriesAndKeys, { layer, head }: HeadPlace): NoDirection | null {
  const { query, key } = input.head(layer, head);
  return noDirection(query, key);
}
