import { table } from '../../run/page/viridis.js';

/** The cells and nothing else: one float texture, one colour table, one draw. The limit everybody else can only approach. */
const VERTEX = `#version 300 es
out vec2 at;
void main() {
  at = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0;
  gl_Position = vec4(at * 2.0 - 1.0, 0, 1);
  at.y = 1.0 - at.y;
}`;
const FRAGMENT = `#version 300 es
precision highp float;
uniform highp sampler2D cells;
uniform sampler2D colours;
in vec2 at;
out vec4 colour;
void main() { colour = texture(colours, vec2(texture(cells, at).r * 255.0 / 256.0 + 0.5 / 256.0, 0.5)); }`;

class Floor {
  #gl;

  constructor(canvas) {
    const gl = (this.#gl = canvas.getContext('webgl2', { antialias: false, depth: false, alpha: false }));
    const program = gl.createProgram();
    for (const [type, source] of [
      [gl.VERTEX_SHADER, VERTEX],
      [gl.FRAGMENT_SHADER, FRAGMENT],
    ]) {
      const shader = gl.createShader(type);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    gl.useProgram(program);
    gl.uniform1i(gl.getUniformLocation(program, 'colours'), 1);
    this.#texture(gl.TEXTURE1);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 256, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(table().buffer));
    this.#texture(gl.TEXTURE0);
  }

  #texture(unit) {
    const gl = this.#gl;
    gl.activeTexture(unit);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
    for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, name, gl.CLAMP_TO_EDGE);
  }

  paint(n, data, x = 0, y = 0, size = this.#gl.drawingBufferWidth) {
    const gl = this.#gl;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, n, n, 0, gl.RED, gl.FLOAT, data);
    gl.viewport(x, gl.drawingBufferHeight - y - size, size, size);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }
}

function canvasIn(box, width, height) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.style.display = 'block';
  box.append(canvas);
  return canvas;
}

let floor;
let places = [];
export function draw(box, { n, data }) {
  const canvas = canvasIn(box, 600, 600);
  places = [canvas];
  floor = new Floor(canvas);
  floor.paint(n, data);
}

export const update = ({ n, data }) => floor.paint(n, data);

export function grid(box, { rows, columns, n, data }) {
  const step = Math.floor(box.clientWidth / columns);
  const canvas = canvasIn(box, step * columns, step * rows);
  floor = new Floor(canvas);
  const { left, top } = canvas.getBoundingClientRect();
  for (let panel = 0; panel < rows * columns; panel++) {
    const x = (panel % columns) * step;
    const y = Math.floor(panel / columns) * step;
    floor.paint(n, data.subarray(panel * n * n, (panel + 1) * n * n), x, y, step - 2);
    places.push({ getBoundingClientRect: () => new DOMRect(left + x, top + y, step - 2, step - 2) });
  }
}

export function many(boxes, matrices) {
  boxes.forEach((box, i) => {
    const canvas = canvasIn(box, box.clientWidth, box.clientWidth);
    places.push(canvas);
    new Floor(canvas).paint(matrices[i].n, matrices[i].data);
  });
}

export const panels = () => places.map((place) => place.getBoundingClientRect());
