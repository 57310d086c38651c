/** Bytes of a texel by internal format, as WebGL2 names them. Others are an error, so that nothing goes uncounted. */
const TEXEL_BYTES = {
  RGBA32F: 16,
  RG32F: 8,
  R32F: 4,
  RGBA16F: 8,
  RG16F: 4,
  R16F: 2,
  RGBA8: 4,
  RGB8: 3,
  R8: 1,
  RGBA: 4,
  RGB: 3,
  RGBA32I: 16,
  RGBA32UI: 16,
  DEPTH24_STENCIL8: 4,
  DEPTH_COMPONENT16: 2,
};
const { prototype } = WebGL2RenderingContext;
const formats = new Map(Object.keys(TEXEL_BYTES).map((name) => [prototype[name], name]));
const CHANNELS = new Map([
  [prototype.RGBA, 4],
  [prototype.RGB, 3],
  [prototype.RG, 2],
  [prototype.RED, 1],
  [prototype.RGBA_INTEGER, 4],
  [prototype.RED_INTEGER, 1],
]);
const CHANNEL_BYTES = new Map([
  [prototype.FLOAT, 4],
  [prototype.HALF_FLOAT, 2],
  [prototype.UNSIGNED_BYTE, 1],
  [prototype.INT, 4],
  [prototype.UNSIGNED_INT, 4],
]);

/** What lives on the GPU now: texture or renderbuffer → its format and bytes. */
const held = new Map();
let bytes = 0;
let peak = 0;
let peakFormats = {};
let counts;

function hold(what, format, texels) {
  release(what);
  const name = formats.get(format);
  if (!name) throw new Error(`format 0x${format.toString(16)} is not counted`);
  held.set(what, { name, size: texels * TEXEL_BYTES[name] });
  bytes += texels * TEXEL_BYTES[name];
  if (bytes <= peak) return;
  peak = bytes;
  peakFormats = {};
  for (const { name, size } of held.values()) peakFormats[name] = (peakFormats[name] ?? 0) + size;
}

function release(what) {
  bytes -= held.get(what)?.size ?? 0;
  held.delete(what);
}

function send(size) {
  counts.uploads += 1;
  counts.uploaded += size;
}

const isData = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
const sent = (width, height, format, type) => width * height * CHANNELS.get(format) * CHANNEL_BYTES.get(type);
const bound = (gl) => gl.getParameter(gl.TEXTURE_BINDING_2D);

function texels(levels, width, height) {
  let sum = 0;
  for (let level = 0; level < levels; level++) sum += Math.max(1, width >> level) * Math.max(1, height >> level);
  return sum;
}

/** Called before the context's own method, with its arguments. */
const watched = {
  texStorage2D(gl, [, levels, format, width, height]) {
    hold(bound(gl), format, texels(levels, width, height));
  },
  texImage2D(gl, [, level, internal, width, height, , format, type, data]) {
    if (level === 0) hold(bound(gl), internal, width * height);
    if (isData(data)) send(sent(width, height, format, type));
  },
  texSubImage2D(_, [, , , , width, height, format, type, data]) {
    if (isData(data)) send(sent(width, height, format, type));
  },
  texStorage3D() {
    throw new Error('3D textures are not counted');
  },
  renderbufferStorage(gl, [, format, width, height]) {
    hold(gl.getParameter(gl.RENDERBUFFER_BINDING), format, width * height);
  },
  deleteTexture: (_, [texture]) => release(texture),
  deleteRenderbuffer: (_, [buffer]) => release(buffer),
  bufferData(gl, [target, data]) {
    if (target !== gl.PIXEL_PACK_BUFFER && isData(data)) send(data.byteLength);
  },
  bufferSubData(_, [, , data]) {
    send(data.byteLength);
  },
  readPixels(_, [, , width, height, format, type, data]) {
    if (!isData(data)) return;
    counts.readbacks += 1;
    counts.read += sent(width, height, format, type);
  },
  getBufferSubData(_, [, , data]) {
    counts.readbacks += 1;
    counts.read += data.byteLength;
  },
  drawArrays: () => void counts.draws++,
  drawElements: () => void counts.draws++,
  drawArraysInstanced: () => void counts.draws++,
  drawElementsInstanced: () => void counts.draws++,
  linkProgram: () => void counts.programs++,
};

/**
 * Counts what every WebGL context of the page holds and does from now on, whoever made it: live bytes of textures and
 * renderbuffers as they are allocated, draws, programs, bytes that go up and come back. Canvases' own buffers are not in it.
 */
export function watchContexts() {
  counts = nothing();
  for (const [name, before] of Object.entries(watched)) {
    const own = prototype[name];
    prototype[name] = function (...rest) {
      before(this, rest);
      return own.apply(this, rest);
    };
  }
}

const nothing = () => ({ draws: 0, programs: 0, uploads: 0, uploaded: 0, readbacks: 0, read: 0 });

/** What was counted since the last time this was asked; `peak` and its parts since the page began. */
export function takeCounts() {
  const taken = { ...counts, peak, peakFormats };
  counts = nothing();
  return taken;
}
