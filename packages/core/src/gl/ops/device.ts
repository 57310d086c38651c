import { AttnError, reason } from '../../errors.js';
import { coverVertex } from '../cover.glsl.js';
import type { Stage } from '../stage.js';

/** More targets than this need more registers than devices have. */
const MAX_TARGETS = 8;

/** Milliseconds that a call waits for a lost context: browsers give it back within one second, or not at all. */
const PATIENCE = 2000;

/** Bindings of a kernel: textures by the names of its samplers, uniforms by theirs. */
export interface KernelCall {
  readonly fragment: string;
  /** Written together; all of one size. */
  readonly targets: readonly WebGLTexture[];
  /** Part of the targets that is computed, in texels, from their origin unless `corner` says where. */
  readonly width: number;
  readonly height: number;
  readonly corner?: readonly [x: number, y: number];
  readonly textures: Readonly<Record<string, WebGLTexture>>;
  /** One to four whole numbers each. */
  readonly ints?: Readonly<Record<string, readonly number[]>>;
  readonly floats?: Readonly<Record<string, number>>;
}

interface TextureKind {
  readonly name: string;
  readonly bytes: number;
}

/** A texture that may serve again, and when it was freed. */
interface Pooled {
  readonly texture: WebGLTexture;
  readonly kind: TextureKind;
  readonly since: number;
}

interface Program {
  readonly program: WebGLProgram;
  readonly locations: Map<string, WebGLUniformLocation | null>;
}

/**
 * The stage's context as a machine that computes: its limits, textures that are counted, and kernels that write several
 * textures at once. Made anew when the context was lost.
 */
export class Device {
  static readonly #made = new WeakMap<Stage, Device>();

  /** The device of a stage. Throws `no-webgl` where there is none, `context-lost` while its context is lost. */
  static of(stage: Stage): Device {
    const { gl } = stage;
    if (!gl) throw new AttnError(stage.isLost ? 'context-lost' : 'no-webgl');
    const known = Device.#made.get(stage);
    if (known && known.generation === stage.generation) return known;
    const device = new Device(stage, gl);
    Device.#made.set(stage, device);
    return device;
  }

  /** The same, waiting a while for a lost context to come back. Rejects with `no-webgl` or `context-lost`. */
  static async ready(stage: Stage): Promise<Device> {
    for (let waited = 0; stage.isLost && waited < PATIENCE; waited += 50)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return Device.of(stage);
  }

  readonly gl: WebGL2RenderingContext;
  readonly stage: Stage;
  /** Number of the context's life that this belongs to. */
  readonly generation: number;
  /** Textures that one kernel writes at once: 8 where the device can, never below 4. */
  readonly targets: number;
  /** Whether results can be float32. Else they are float16: 11 significant bits, and scores end at 65504. */
  readonly canFloat32: boolean;
  readonly maxSize: number;
  #bytes = 0;
  readonly #held = new Map<WebGLTexture, TextureKind>();
  /** Textures that were freed inside of `pooled`, by their kind; null outside. */
  #pool: Map<string, Pooled[]> | null = null;
  /** Textures asked for so far: the clock by which what lies idle in the pool is told. */
  #asked = 0;
  readonly #programs = new Map<string, Program>();
  readonly #framebuffer: WebGLFramebuffer;
  #attached = 0;

  private constructor(stage: Stage, gl: WebGL2RenderingContext) {
    this.stage = stage;
    this.gl = gl;
    this.generation = stage.generation;
    this.targets = Math.min(
      MAX_TARGETS,
      gl.getParameter(gl.MAX_DRAW_BUFFERS),
      gl.getParameter(gl.MAX_COLOR_ATTACHMENTS),
    );
    this.canFloat32 = gl.getExtension('EXT_color_buffer_float') !== null;
    if (!this.canFloat32 && !gl.getExtension('EXT_color_buffer_half_float')) throw new AttnError('no-webgl');
    this.maxSize = gl.getParameter(gl.MAX_TEXTURE_SIZE);
    this.#framebuffer = gl.createFramebuffer();
  }

  /** Bytes of textures that operations hold at present. */
  get bytes(): number {
    return this.#bytes;
  }

  /** A texture of four floats a texel, read texel by texel. `half` makes it float16. */
  texture(width: number, height: number, half = false): WebGLTexture {
    const { gl } = this;
    return this.#allocate(half ? gl.RGBA16F : gl.RGBA32F, width, height, half ? 8 : 16);
  }

  /** A texture of single floats. */
  listTexture(width: number, height: number): WebGLTexture {
    return this.#allocate(this.gl.R32F, width, height, 4);
  }

  #allocate(format: number, width: number, height: number, texelBytes: number): WebGLTexture {
    const { gl, maxSize } = this;
    if (width > maxSize || height > maxSize) {
      throw new AttnError('too-large', {
        ...reason`A texture of this operation`,
        bytes: width * height * texelBytes,
        limit: `${maxSize} by ${maxSize} texels`,
      });
    }
    const kind = { name: `${format} ${width} ${height}`, bytes: width * height * texelBytes };
    this.#asked++;
    const known = this.#pool?.get(kind.name)?.pop()?.texture;
    if (!known) this.#sweep();
    const texture = known ?? gl.createTexture();
    this.#held.set(texture, kind);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    if (known) return texture;
    gl.texStorage2D(gl.TEXTURE_2D, 1, format, width, height);
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
    this.#bytes += kind.bytes;
    return texture;
  }

  /** Frees textures; those that are freed already are passed over. */
  free(...textures: readonly WebGLTexture[]): void {
    for (const texture of textures) {
      const kind = this.#held.get(texture);
      if (!kind) continue;
      this.#held.delete(texture);
      const alike = this.#pool?.get(kind.name);
      const pooled = { texture, kind, since: this.#asked };
      if (alike) alike.push(pooled);
      else if (this.#pool) this.#pool.set(kind.name, [pooled]);
      else this.#delete(texture, kind);
    }
  }

  /**
   * Runs a function whose freed textures serve again inside, block after block: a new one costs a run over all of its texels, since
   * WebGL clears it.
   */
  pooled<Result>(make: () => Result): Result {
    if (this.#pool) return make();
    this.#pool = new Map();
    try {
      return make();
    } finally {
      this.#asked = Infinity;
      this.#sweep();
      this.#asked = 0;
      this.#pool = null;
    }
  }

  /** The same, and frees what was made inside and is still held, also where it throws. */
  tidy(make: () => void): void {
    this.pooled(() => {
      const before = new Set(this.#held.keys());
      try {
        make();
      } finally {
        this.free(...[...this.#held.keys()].filter((texture) => !before.has(texture)));
      }
    });
  }

  /** Frees what lay idle in the pool while two blocks were computed: blocks under a mask are each of another size. */
  #sweep(): void {
    for (const [name, alike] of this.#pool ?? []) {
      const isIdle = ({ since }: Pooled) => since < this.#asked - 8 * this.targets;
      for (const { texture, kind } of alike.filter(isIdle)) this.#delete(texture, kind);
      this.#pool!.set(
        name,
        alike.filter((pooled) => !isIdle(pooled)),
      );
    }
  }

  #delete(texture: WebGLTexture, { bytes }: TextureKind): void {
    this.#bytes -= bytes;
    this.gl.deleteTexture(texture);
  }

  /** Runs a kernel once for every texel of its targets. */
  run({ fragment, targets, width, height, corner = [0, 0], textures, ints = {}, floats = {} }: KernelCall): void {
    const { gl } = this;
    const { program, locations } = this.#program(fragment);
    const at = (name: string) => {
      if (!locations.has(name)) locations.set(name, gl.getUniformLocation(program, name));
      return locations.get(name)!;
    };
    this.stage.resetState();
    this.#attach(targets);
    gl.useProgram(program);
    Object.entries(textures).forEach(([name, texture], unit) => {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.uniform1i(at(name), unit);
    });
    for (const [name, values] of Object.entries(ints)) {
      const setters = [gl.uniform1iv, gl.uniform2iv, gl.uniform3iv, gl.uniform4iv] as const;
      setters[values.length - 1].call(gl, at(name), values as number[]);
    }
    for (const [name, value] of Object.entries(floats)) gl.uniform1f(at(name), value);
    gl.viewport(corner[0], corner[1], width, height);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  /** Makes textures the ones that are written, or read back. */
  #attach(targets: readonly WebGLTexture[]): void {
    const { gl } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#framebuffer);
    // A texture that is attached but not written would still be a feedback loop where it is read.
    for (let at = 0; at < Math.max(targets.length, this.#attached); at++) {
      const texture = targets[at] ?? null;
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + at, gl.TEXTURE_2D, texture, 0);
    }
    this.#attached = targets.length;
    gl.drawBuffers(targets.map((_, at) => gl.COLOR_ATTACHMENT0 + at));
  }

  /** The texels of a texture, once everything queued until now is computed: the page waits. Throws `context-lost`. */
  readNow(texture: WebGLTexture, width: number, height: number): Float32Array {
    const { gl } = this;
    this.stage.resetState();
    this.#attach([texture]);
    const values = new Float32Array(width * height * 4);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, values);
    this.#mustComputed();
    return values;
  }

  /** Queues copying of texels into buffers, one for each texture; the copy is made while the page goes on. */
  startReading(textures: readonly WebGLTexture[], width: number, height: number): Promise<Float32Array[]> {
    const { gl } = this;
    this.stage.resetState();
    this.#attach(textures);
    const buffers = textures.map((_, at) => {
      const buffer = gl.createBuffer();
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
      gl.bufferData(gl.PIXEL_PACK_BUFFER, width * height * 16, gl.STREAM_READ);
      gl.readBuffer(gl.COLOR_ATTACHMENT0 + at);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, 0);
      return buffer;
    });
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    gl.readBuffer(gl.COLOR_ATTACHMENT0);
    return this.#finish(buffers, width * height * 4);
  }

  async #finish(buffers: readonly WebGLBuffer[], length: number): Promise<Float32Array[]> {
    const { gl } = this;
    await this.#done();
    const results = buffers.map((buffer) => {
      const values = new Float32Array(length);
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
      gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, values);
      gl.deleteBuffer(buffer);
      return values;
    });
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    // Lost meanwhile: the buffers then read as zeros.
    this.#mustComputed();
    return results;
  }

  /** Settles when everything queued until now is computed. Throws `context-lost`. */
  async #done(): Promise<void> {
    const { gl } = this;
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    for (let wait = 0; ; wait = Math.min(wait + 1, 8)) {
      this.#mustComputed();
      const state = fence ? gl.clientWaitSync(fence, 0, 0) : gl.WAIT_FAILED;
      if (state === gl.ALREADY_SIGNALED || state === gl.CONDITION_SATISFIED) break;
      if (state === gl.WAIT_FAILED) throw new AttnError('context-lost');
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    gl.deleteSync(fence);
  }

  /** Throws `context-lost` where the context of this device is gone. */
  #mustComputed(): void {
    if (this.gl.isContextLost() || this.generation !== this.stage.generation) throw new AttnError('context-lost');
  }

  #program(fragment: string): Program {
    let known = this.#programs.get(fragment);
    if (!known) {
      known = { program: this.stage.program(coverVertex, fragment), locations: new Map() };
      this.#programs.set(fragment, known);
    }
    return known;
  }
}
