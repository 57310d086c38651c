import { drawHeatmap, ComputedAttention, Stage } from '../../gl/index.js';
import type { Mask } from '../../math/index.js';
import type { ComputedDrawing } from '../stage-controller.js';
import type { HeadPlace } from './computed-input.js';
import type { ComputedSource } from './computed-source.js';

/** Cells of all heads that are kept on the GPU at most, 4 bytes each. */
const MOST_CELLS = 2 ** 24;

/** Milliseconds without a move after which a reader has settled. */
const SETTLED = 150;

/**
 * Attention that is computed on the GPU and drawn from there, while a reader moves a slider: nothing is read back.
 */
export class ComputedPreview {
  #attention: ComputedAttention | null = null;
  #masks: readonly Mask[] = [];
  #places = '';
  #picture: Omit<ComputedDrawing, 'untilPeak'> | null = null;

  /** Picture that is drawn in place of values; another object after each computing. null before, and when it is over. */
  get picture(): Omit<ComputedDrawing, 'untilPeak'> | null {
    return this.#picture;
  }

  /**
   * Computes the heads of a figure and has them shown, then waits until the reader has settled; where values are needed to show
   * them, or `places` is null, only until the next frame.
   */
  async follow(
    source: ComputedSource,
    places: readonly HeadPlace[] | null,
    show: () => void,
    signal: AbortSignal,
  ): Promise<void> {
    const isShown = places !== null && (await this.compute(source, places));
    signal.throwIfAborted();
    if (places) show();
    await new Promise<void>((resolve, reject) => {
      const timer = isShown ? setTimeout(resolve, SETTLED) : 0;
      const frame = isShown ? 0 : requestAnimationFrame(() => resolve());
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        cancelAnimationFrame(frame);
        reject(signal.reason);
      });
    });
  }

  /** Computes the heads of a figure, all of the same shape. false where it cannot be done: no GPU, scores, too many cells. */
  async compute(source: ComputedSource, places: readonly HeadPlace[]): Promise<boolean> {
    const [queries, keys] = source.shape(places[0].layer);
    if (source.kind === 'scores' || places.length * queries * keys > MOST_CELLS || !Stage.page.gl) return this.end();
    const name = places.map(({ layer, head }) => `${layer} ${head}`).join();
    if (!this.#attention || name !== this.#places) {
      this.end();
      const { input, masks } = await source.operands(places);
      this.#attention = new ComputedAttention(input);
      this.#masks = masks;
      this.#places = name;
    }
    try {
      this.#attention.compute(source.attentionOptions(this.#masks)!);
    } catch {
      // A lost context, or more than the device has room for.
      return this.end();
    }
    this.#picture = { attention: this.#attention, heads: places.map((_, i) => i), webgl: { Stage, drawHeatmap } };
    return true;
  }

  /** Frees the GPU's memory. */
  end(): false {
    this.#attention?.free();
    this.#attention = null;
    this.#picture = null;
    return false;
  }
}
