/** a, b, c, d, e, f of a matrix of SVG. */
export type Matrix = readonly [number, number, number, number, number, number];

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

const product = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
]; // prettier-ignore

function readTransform(text: string): Matrix {
  let matrix = IDENTITY;
  for (const [, name, list] of text.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [x = 0, y = 0, z = 0, ...rest] = Array.from(list.matchAll(/-?[\d.]+(?:e-?\d+)?/g), Number);
    if (name === 'translate') matrix = product(matrix, [1, 0, 0, 1, x, y]);
    if (name === 'scale')
      matrix = product(matrix, [x, 0, 0, list.trim().includes(' ') || list.includes(',') ? y : x, 0, 0]);
    if (name === 'matrix') matrix = product(matrix, [x, y, z, ...rest] as unknown as Matrix);
    if (name === 'rotate') {
      const [cos, sin] = [Math.cos((x * Math.PI) / 180), Math.sin((x * Math.PI) / 180)];
      // Around a point, where one is named.
      matrix = product(product(matrix, [1, 0, 0, 1, y, z]), product([cos, sin, -sin, cos, 0, 0], [1, 0, 0, 1, -y, -z]));
    }
  }
  return matrix;
}

/** From the coordinates of a shape to those of the SVG that it stands in: transforms of both and of what is between, and its view box. */
export function matrixOf(shape: Element, size: { readonly width: number; readonly height: number }): Matrix {
  let matrix = IDENTITY;
  let node: Element | null = shape;
  for (; node && node.localName !== 'svg'; node = node.parentElement)
    matrix = product(readTransform(node.getAttribute('transform') ?? ''), matrix);
  const [x, y, width, height] = (node?.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  if (!width || !height) return matrix;
  const scale = Math.min(size.width / width, size.height / height);
  const place: Matrix = [
    scale,
    0,
    0,
    scale,
    (size.width - width * scale) / 2 - x * scale,
    (size.height - height * scale) / 2 - y * scale,
  ];
  return product(place, matrix);
}
