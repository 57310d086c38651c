/** Texels of a row: a power of two, so that shaders find a value with a shift and a mask. */
export const ROW_SHIFT = 11;
export const ROW = 1 << ROW_SHIFT;

/**
 * A float texture that holds an array of any length as rows of 2048, refilled for every draw. Keeping one for the page
 * instead of one for every view leaves nothing to free, and nothing to restore after a lost context.
 */
export class ScratchTexture {
  /** Values that fit at once. */
  readonly capacity: number;
  readonly #gl: WebGL2RenderingContext;
  readonly #texture: WebGLTexture;
  #rows = 0;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#texture = gl.createTexture();
    // 64 MB at most, however large the device's textures may be.
    this.capacity = ROW * Math.min(8192, gl.getParameter(gl.MAX_TEXTURE_SIZE));
  }

  /** Binds the texture to the active unit and writes values from the start of it on. */
  fill(values: Float32Array): void {
    const gl = this.#gl;
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    this.#reserve(Math.ceil(values.length / ROW));
    const whole = Math.floor(values.length / ROW);
    const rest = values.length - whole * ROW;
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    if (whole > 0) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, ROW, whole, gl.RED, gl.FLOAT, values, 0);
    if (rest > 0) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, whole, rest, 1, gl.RED, gl.FLOAT, values, whole * ROW);
  }

  #reserve(rows: number): void {
    if (rows <= this.#rows && this.#rows <= 64 * rows) return;
    const gl = this.#gl;
    this.#rows = Math.max(16, 2 ** Math.ceil(Math.log2(rows)));
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, ROW, this.#rows, 0, gl.RED, gl.FLOAT, null);
    // Float textures are not filterable everywhere; shaders read single texels.
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
  }
}
