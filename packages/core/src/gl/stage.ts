import { ScratchTexture } from './scratch-texture.js';

/** Target of a view's picture: the 2D context of its own canvas, also of another document or bundle. */
export interface PictureTarget {
  readonly canvas: { width: number; height: number };
  clearRect(x: number, y: number, width: number, height: number): void;
  drawImage(
    image: OffscreenCanvas,
    sx: number,
    sy: number,
    sw: number,
    sh: number,
    dx: number,
    dy: number,
    dw: number,
    dh: number,
  ): void;
  putImageData(data: ImageData, x: number, y: number): void;
}

/** One rectangle of the stage, in device pixels, y downwards; GL counts from the bottom of `stageHeight`. */
export interface StageArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly stageHeight: number;
}

/** Picture of an element, which the stage draws. */
export interface StageView {
  /** Size of the picture in device pixels; 0 by 0 draws nothing. */
  readonly width: number;
  readonly height: number;
  readonly target: PictureTarget;
  /** Draws into the stage's context, inside the area only. */
  drawGL(stage: Stage, area: StageArea): void;
  /** Draws the same picture straight into the target, without WebGL. */
  drawCPU(): void;
  /** Whether that takes no longer than a change of the stage's size, which waits for the graphics process. */
  readonly isQuick?: boolean;
  /** Called once the target shows the picture. */
  drawn?(): void;
}

/** Largest side of the stage: what every WebGL2 device has, and what a phone can spare. */
const MAX_SIDE = 4096;

/** Steps in which the sides of the stage grow, in pixels. */
const STEP = 256;

const KEY = Symbol.for('attn-elements.stage.v1');

/**
 * The page's one WebGL2 context. Browsers keep about sixteen of them alive and kill the oldest, so all elements, also of
 * two bundled copies of this file, draw here and copy their picture into a 2D canvas of their own. Views ask with
 * `request`; all that asked draw together in the next frame, side by side, so that the context is read back once.
 * Without WebGL2, or while the context is lost, views draw on the CPU.
 */
export class Stage {
  /** The stage of this page. */
  static get page(): Stage {
    const page = globalThis as { [KEY]?: Stage };
    return (page[KEY] ??= new Stage());
  }

  #canvas: OffscreenCanvas | null = null;
  #gl: WebGL2RenderingContext | null = null;
  #started = false;
  #programs = new Map<string, WebGLProgram>();
  #scratch: ScratchTexture | null = null;
  #tables = new Map<Uint8Array, WebGLTexture>();
  #waiting = new Set<StageView>();
  #frame = 0;
  #generation = 0;
  #isGrowing = false;

  /** Views that wait for the next frame. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** The context, or null where there is none or it is lost at present. */
  get gl(): WebGL2RenderingContext | null {
    if (!this.#started) this.#start();
    return this.#gl && !this.#gl.isContextLost() ? this.#gl : null;
  }

  /** Counts the lives of the context: what was made in an earlier one is gone. */
  get generation(): number {
    return this.#generation;
  }

  /** Whether there is a context, but lost at present: browsers mostly give it back. */
  get isLost(): boolean {
    return this.#gl !== null && this.#gl.isContextLost();
  }

  /** A texture for values on their way into a pass, kept between draws. */
  get scratch(): ScratchTexture {
    const gl = this.gl;
    if (!gl) throw new Error('no context');
    return (this.#scratch ??= new ScratchTexture(gl));
  }

  /** A colour table as a row of texels, made once: a page has a few of them. */
  colors(table: Uint8Array): WebGLTexture {
    const gl = this.gl;
    if (!gl) throw new Error('no context');
    let texture = this.#tables.get(table);
    if (!texture) {
      texture = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, texture);
      this.resetUnpack();
      gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB8, table.length / 3, 1, 0, gl.RGB, gl.UNSIGNED_BYTE, table);
      for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
        gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
      this.#tables.set(table, texture);
    }
    return texture;
  }

  /**
   * Draws a view in the next frame, however often it asks until then; or, with `soon`, at the end of the running task:
   * a picture that is replaced in every frame would otherwise reach the screen in every second one.
   */
  request(view: StageView, soon = false): void {
    this.#waiting.add(view);
    if (soon) queueMicrotask(() => this.flush());
    else this.#frame ||= requestAnimationFrame(() => this.flush());
  }

  /** Takes back a request. */
  cancel(view: StageView): void {
    this.#waiting.delete(view);
  }

  /** Draws everything that waits, now. */
  flush(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const views = [...this.#waiting].filter((view) => view.width > 0 && view.height > 0);
    this.#waiting.clear();
    if (views.length === 0) return;
    const fits = (view: StageView) => view.width <= MAX_SIDE && view.height <= MAX_SIDE;
    const sheets = arrange(views.filter(fits));
    // Made as large as it is needed first: a change of size costs a new buffer.
    if (!this.#started) this.#start(sheets[0]?.width, sheets[0]?.height);
    const { gl } = this;
    for (const view of views) if (!gl || !fits(view)) view.drawCPU();
    if (gl) {
      for (const sheet of sheets) {
        const isQuick = sheet.places.every(({ view }) => view.isQuick);
        if (isQuick && this.#isOutgrown(sheet)) this.#growAfter(sheet);
        else this.#draw(gl, sheet);
      }
    }
    for (const view of views) view.drawn?.();
  }

  /** Compiles a program, or gives the one compiled before from the same two sources. */
  program(vertex: string, fragment: string): WebGLProgram {
    const gl = this.gl;
    if (!gl) throw new Error('no context');
    const key = vertex + fragment;
    let program = this.#programs.get(key);
    if (!program) this.#programs.set(key, (program = link(gl, vertex, fragment)));
    return program;
  }

  /** Undoes what other users of the context (TensorFlow.js adopts it) leave behind; drawn with it, a picture comes out blank. */
  resetState(): void {
    const gl = this.gl;
    if (!gl) return;
    gl.bindVertexArray(null);
    for (const capability of [gl.SCISSOR_TEST, gl.CULL_FACE, gl.BLEND, gl.DEPTH_TEST, gl.STENCIL_TEST])
      gl.disable(capability);
    gl.colorMask(true, true, true, true);
  }

  /** Makes uploads read arrays as they lie in memory, whatever was set before. */
  resetUnpack(): void {
    const gl = this.gl;
    if (!gl) return;
    gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, null);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
    for (const name of [gl.UNPACK_ROW_LENGTH, gl.UNPACK_SKIP_ROWS, gl.UNPACK_SKIP_PIXELS]) gl.pixelStorei(name, 0);
    for (const name of [gl.UNPACK_FLIP_Y_WEBGL, gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL]) gl.pixelStorei(name, false);
  }

  #start(width = 1, height = 1): void {
    this.#started = true;
    if (typeof OffscreenCanvas === 'undefined') return;
    this.#canvas = new OffscreenCanvas(width, height);
    // Dispatched as a plain Event in some browsers: only preventDefault, which asks for the context back, is needed of it.
    this.#canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    this.#canvas.addEventListener('webglcontextrestored', () => this.#forget());
    this.#gl = this.#canvas.getContext('webgl2', { antialias: false, depth: false, premultipliedAlpha: true });
  }

  /** Forgets everything made in the context, which is gone with it; what views show stays, since it lies in their own canvases. */
  #forget(): void {
    this.#generation++;
    this.#programs.clear();
    this.#scratch = null;
    this.#tables.clear();
  }

  #isOutgrown({ width, height }: Sheet): boolean {
    const canvas = this.#canvas!;
    return canvas.width < width || canvas.height < height;
  }

  /**
   * Draws a sheet without WebGL, and makes room for its like in a task of its own: a figure that grows under a reader's hand would
   * wait for the graphics process in each.
   */
  #growAfter(sheet: Sheet): void {
    for (const { view } of sheet.places) view.drawCPU();
    if (this.#isGrowing) return;
    this.#isGrowing = true;
    setTimeout(() => {
      this.#isGrowing = false;
      this.#resize(sheet);
    });
  }

  /** Grown in steps and shrunk when far too large: every change of size costs a new buffer, and a wait. */
  #resize({ width, height }: Sheet): void {
    const canvas = this.#canvas!;
    if (canvas.width < width || canvas.width > 4 * width) canvas.width = stepped(canvas.width, width);
    if (canvas.height < height || canvas.height > 4 * height) canvas.height = stepped(canvas.height, height);
  }

  #draw(gl: WebGL2RenderingContext, sheet: Sheet): void {
    const canvas = this.#canvas!;
    this.#resize(sheet);
    this.resetState();
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.clearColor(0, 0, 0, 0);
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const failed = new Set<StageView>();
    for (const { view, x, y } of sheet.places) {
      try {
        view.drawGL(this, { x, y, width: view.width, height: view.height, stageHeight: canvas.height });
      } catch (error) {
        // A device that refuses one program or texture must not cost the page its other figures.
        if (!gl.isContextLost()) console.warn('attn-elements: drawing without WebGL.', error);
        failed.add(view);
      }
    }
    const lost = gl.isContextLost();
    for (const { view, x, y } of sheet.places) {
      if (lost || failed.has(view)) {
        view.drawCPU();
        continue;
      }
      const { width, height, target } = view;
      target.clearRect(0, 0, width, height);
      target.drawImage(canvas, x, y, width, height, 0, 0, width, height);
    }
  }
}

interface Sheet {
  width: number;
  height: number;
  readonly places: { view: StageView; x: number; y: number }[];
}

/** Side of the stage that was `before`, and must be `needed`. */
const stepped = (before: number, needed: number): number =>
  before > 1 && before < needed ? Math.min(MAX_SIDE, Math.ceil(needed / STEP) * STEP) : needed;

/** Sets views side by side on as few sheets as they need: rows from the tallest down. */
function arrange(views: readonly StageView[]): Sheet[] {
  const sheets: Sheet[] = [];
  let sheet: Sheet | null = null;
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  for (const view of [...views].sort((a, b) => b.height - a.height)) {
    if (sheet && x + view.width > MAX_SIDE) {
      x = 0;
      y += rowHeight;
      rowHeight = 0;
    }
    if (!sheet || y + view.height > MAX_SIDE) {
      sheets.push((sheet = { width: 0, height: 0, places: [] }));
      x = y = rowHeight = 0;
    }
    sheet.places.push({ view, x, y });
    rowHeight = Math.max(rowHeight, view.height);
    x += view.width;
    sheet.width = Math.max(sheet.width, x);
    sheet.height = Math.max(sheet.height, y + view.height);
  }
  return sheets;
}

function link(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    const logs = gl.getAttachedShaders(program)!.map((shader) => gl.getShaderInfoLog(shader));
    throw new Error([gl.getProgramInfoLog(program), ...logs].join('\n'));
  }
  return program;
}
