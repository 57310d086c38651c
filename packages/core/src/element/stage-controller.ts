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

/**
 * Brings an element's picture onto its canvas through the page's stage: only when it changed, and only once it is about
 * to be seen. Before printing everything is drawn.
 */
export class StageController implements ReactiveController, StageView {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #canvas: () => HTMLCanvasElement | null;
  #picture: Picture | null = null;
  #live: LivePicture | null = null;
  #dirty = false;
  #wasDrawn = false;
  /** Whether the element is about to be seen; null until the observer has answered once. */
  #seen: boolean | null = null;
  #observer: IntersectionObserver | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, canvas: () => HTMLCanvasElement | null) {
    this.#host = host;
    this.#canvas = canvas;
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

  hostConnected(): void {
    // Drawn a screen ahead, so that scrolling does not meet empty figures.
    this.#observer = new IntersectionObserver((entries) => this.#intersect(entries), { rootMargin: '50%' });
    this.#observer.observe(this.#host);
    addEventListener('beforeprint', this.#drawForPrint);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = null;
    this.#seen = null;
    removeEventListener('beforeprint', this.#drawForPrint);
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
    if (this.#seen ?? this.#isNear()) Stage.page.request(this, this.#wasDrawn);
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

  readonly #drawForPrint = () => {
    this.drawNow();
  };

  /** What the observer will say, a frame before it says it. */
  #isNear(): boolean {
    if (!this.#host.isConnected) return false;
    const { top, bottom, width } = this.#host.getBoundingClientRect();
    return width > 0 && bottom > -innerHeight / 2 && top < innerHeight * 1.5;
  }

  #intersect(entries: IntersectionObserverEntry[]): void {
    this.#seen = entries[entries.length - 1].isIntersecting;
    if (this.#seen && this.#dirty) Stage.page.request(this);
  }
}
