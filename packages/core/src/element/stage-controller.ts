import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Picture, paintPicture } from '../color/index.js';
import {
  drawHeatmap,
  type LivePicture,
  type PictureTarget,
  Stage,
  type StageArea,
  type StageView,
} from '../gl/index.js';
import { Nearness } from './nearness.js';

/**
 * Brings an element's picture onto its canvas through the page's stage: only when it changed, and only once it is about
 * to be seen. Before printing everything is drawn.
 */
export class StageController implements ReactiveController, StageView {
  readonly #nearness: Nearness;
  readonly #canvas: () => HTMLCanvasElement | null;
  #picture: Picture | null = null;
  #live: LivePicture | null = null;
  #dirty = false;
  #wasDrawn = false;

  constructor(host: ReactiveControllerHost & HTMLElement, canvas: () => HTMLCanvasElement | null) {
    this.#canvas = canvas;
    this.#nearness = new Nearness(host, (why) => {
      if (why === 'print') this.drawNow();
      else if (this.#dirty) Stage.page.request(this);
    });
    host.addController(this);
  }

  get width(): number {
    return this.#picture?.width ?? 0;
  }

  get height(): number {
    return this.#picture?.height ?? 0;
  }

  get target(): PictureTarget {
    const canvas = this.#canvas()!;
    // Setting a size clears a canvas and costs a buffer, also where it is the same.
    if (canvas.width !== this.width) canvas.width = this.width;
    if (canvas.height !== this.height) canvas.height = this.height;
    return canvas.getContext('2d')!;
  }

  hostDisconnected(): void {
    Stage.page.cancel(this);
  }

  /**
   * Shows a picture in place of the present one, in the next frame or when the element comes into view. With `live`, the
   * values are those that were computed on the GPU; without WebGL the picture's own.
   */
  show(picture: Picture, live: LivePicture | null = null): void {
    this.#picture = picture;
    this.#live = live;
    this.#dirty = true;
    // The first pictures of a page are drawn together, later ones as they come.
    if (this.#nearness.isNear) Stage.page.request(this, this.#wasDrawn);
  }

  /** The canvas with the present picture, drawn now if it was not yet. */
  drawNow(): HTMLCanvasElement | null {
    if (this.#dirty && this.#picture) {
      Stage.page.request(this);
      Stage.page.flush();
    }
    return this.#canvas();
  }

  drawGL(stage: Stage, area: StageArea): void {
    if (this.#picture) drawHeatmap(stage, area, this.#picture, this.#live);
  }

  drawCPU(): void {
    if (!this.#picture) return;
    const { width, height } = this.#picture;
    this.target.putImageData(new ImageData(paintPicture(this.#picture), width, height), 0, 0);
  }

  drawn(): void {
    this.#dirty = false;
    this.#wasDrawn = true;
  }
}
