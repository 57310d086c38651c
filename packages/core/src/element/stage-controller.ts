import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { cellPicture, type Picture, paintPicture } from '../color/index.js';
import type { ComputedPicture, PictureTarget, Stage, StageArea, StageView } from '../gl/index.js';
import { canvasContext } from './canvas-context.js';
import { keepDrawing } from './canvas-drawing.js';
import { Nearness } from './nearness.js';
import { lazy } from '../lazy.js';
import { isOnPaper, settleOnPaper } from './paper.js';
import { windowOf } from './tree.js';

/** Drawing on the graphics device: loaded lazily, or what comes with attention that is computed there. */
export interface WebGL {
  readonly Stage: typeof import('../gl/stage.js').Stage;
  readonly drawHeatmap: typeof import('../gl/passes/heatmap.js').drawHeatmap;
}

/** Values that are on the graphics device already, with what draws them. */
export interface ComputedDrawing extends ComputedPicture {
  readonly webgl: WebGL;
}

/** Cells and scaled values from which on a picture is large: about what is painted between two frames. */
const LARGE = 2 ** 20;

/** The same of a picture that is painted while the stage grows: of two frames. */
const QUICK = 2 ** 21;

let loaded: WebGL | null = null;
let wasAsked = false;

/** Asks for the device once a page; without it, pictures are painted. */
async function askForWebGL(): Promise<void> {
  if (wasAsked) return;
  wasAsked = true;
  try {
    const [{ Stage }, { drawHeatmap }] = await Promise.all([
      lazy(() => import('../gl/stage.js')),
      lazy(() => import('../gl/passes/heatmap.js')),
    ]);
    loaded = { Stage, drawHeatmap };
  } catch (error) {
    console.warn(`attn-elements: drawing without WebGL. ${(error as Error).message}`);
  }
}

/**
 * Brings an element's picture onto its canvas: only when it changed, and once it is about to be seen, else when the page is idle.
 * Before printing everything is drawn. Pictures are painted by `core/color`, at once and without any device; large ones are drawn through the
 * page's stage as soon as it is there, which is quicker for all that follow the first.
 */
export class StageController implements ReactiveController, StageView {
  readonly #host: HTMLElement;
  readonly #nearness: Nearness;
  readonly #canvas: () => HTMLCanvasElement | null;
  #picture: Picture | null = null;
  #live: ComputedDrawing | null = null;
  #webgl: WebGL | null = null;
  #window = globalThis.window;
  #frame = 0;
  #dirty = false;
  #wasDrawn = false;

  constructor(host: ReactiveControllerHost & HTMLElement, canvas: () => HTMLCanvasElement | null) {
    this.#host = host;
    this.#canvas = canvas;
    this.#nearness = new Nearness(host, (why) => {
      if (why !== 'near') this.drawNow();
      else if (this.#dirty) this.#request();
    });
    host.addController(this);
  }

  get width(): number {
    return this.#picture?.width ?? 0;
  }

  get height(): number {
    return this.#picture?.height ?? 0;
  }

  /** Painted while a reader's hand moves on; not what was computed on the device. */
  get isQuick(): boolean {
    return this.#live === null && this.#picture !== null && costOf(this.#picture) <= QUICK;
  }

  get target(): PictureTarget {
    return this.#sized(this.width, this.height)!;
  }

  #sized(width: number, height: number): CanvasRenderingContext2D | null {
    const canvas = this.#canvas()!;
    // Setting a size clears a canvas and costs a buffer, also where it is the same.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    return canvasContext(canvas);
  }

  hostConnected(): void {
    this.#window = windowOf(this.#host);
  }

  hostDisconnected(): void {
    this.#window.cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#webgl?.Stage.page.cancel(this);
  }

  /**
   * Shows a picture in place of the present one, in the next frame or when the element comes into view. With `live`, the
   * values are those that were computed on the GPU; without WebGL the picture's own.
   */
  show(picture: Picture, live: ComputedDrawing | null = null): void {
    this.#picture = picture;
    this.#live = live;
    this.#dirty = true;
    const isDevices = live !== null || costOf(picture) > LARGE;
    if (isDevices && !live) void askForWebGL();
    this.#webgl?.Stage.page.cancel(this);
    this.#webgl = isDevices ? (live?.webgl ?? loaded) : null;
    if (this.#nearness.isNear) this.#request();
    else this.#nearness.whenIdle();
  }

  /** The canvas with the present picture, drawn now if it was not yet. */
  drawNow(): HTMLCanvasElement | null {
    this.#window.cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (this.#dirty && this.width > 0 && this.height > 0) {
      if (this.#webgl) {
        this.#webgl.Stage.page.request(this);
        this.#webgl.Stage.page.flush();
      } else {
        this.drawCPU();
        this.drawn();
      }
    }
    return this.#canvas();
  }

  drawGL(stage: Stage, area: StageArea): void {
    if (this.#picture) this.#webgl?.drawHeatmap(stage, area, this.#picture, this.#live);
  }

  drawCPU(): void {
    if (!this.#picture) return;
    // CSS enlarges cells without smoothing.
    const picture = cellPicture(this.#picture);
    const { width, height } = picture;
    this.#sized(width, height)?.putImageData(new ImageData(paintPicture(picture), width, height), 0, 0);
  }

  drawn(): void {
    this.#dirty = false;
    this.#wasDrawn = true;
    settleOnPaper(this.#host, this.#canvas()!);
    // Values that were computed on the device are there alone.
    keepDrawing(this.#canvas()!, this.#live ? null : { kind: 'matrices', picture: this.#picture! });
  }

  /** The first picture is drawn in the next frame, together with the others of the page; later ones as they come. */
  #request(): void {
    // No frame comes any more before it is printed.
    if (isOnPaper(this.#host)) return void this.drawNow();
    const soon = this.#wasDrawn;
    if (this.#webgl) this.#webgl.Stage.page.request(this, soon);
    else if (soon) queueMicrotask(() => this.drawNow());
    else this.#frame ||= this.#window.requestAnimationFrame(() => this.drawNow());
  }
}

/** Cells that are read, and scaled values of rows, for a picture that is painted. */
const costOf = ({ tiles }: Picture): number =>
  tiles.reduce(
    (sum, { matrix, width, height }) => sum + matrix.values.length + Math.min(matrix.rows, height) * width,
    0,
  );
