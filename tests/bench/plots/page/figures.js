/**
 * The figures that are drawn, and the table of encodings that they show. Everybody gives them the same room: it is what
 * `<pe-plot>` takes when it is 960 pixels wide.
 */
const curves = { kind: 'curves', length: 5000, width: 100 };

export const figures = {
  /** The tutorial's: a small plot for each dimension, PE0 … PE99. */
  multiples: { ...curves, label: '100 curves of 5,000 positions, a plot each', overlaid: false, room: [960, 540] },
  overlaid: { ...curves, label: '100 curves of 5,000 positions in one plot', overlaid: true, room: [960, 370] },
  'map-100': { kind: 'heatmap', length: 5000, width: 100, label: 'heatmap 100 × 5,000', room: [960, 470] },
  'map-1024': { kind: 'heatmap', length: 8192, width: 1024, label: 'heatmap 1,024 × 8,192', room: [960, 470] },
};

/** Plots side by side where each curve has its own. */
export const ACROSS = 13;

/** The base of the wavelengths that is drawn first. */
export const BASE = 10_000;

const frequency = (dimension, width, base) => base ** -((dimension - (dimension % 2)) / width);

/** Sine in even dimensions, cosine in odd ones, of position / base^(2i/width) (Vaswani et al. 2017, 3.5). */
export function value(position, dimension, { width }, base) {
  const angle = position * frequency(dimension, width, base);
  return dimension % 2 ? Math.cos(angle) : Math.sin(angle);
}

/** The values of each dimension over the positions, as who draws curves takes them. */
export const columns = ({ length, width }, base) =>
  Array.from({ length: width }, (_, dimension) => {
    const turn = frequency(dimension, width, base);
    const wave = dimension % 2 ? Math.cos : Math.sin;
    const values = new Float32Array(length);
    for (let position = 0; position < length; position++) values[position] = wave(position * turn);
    return values;
  });

/** The table, row after row: a row a position. */
export function table({ length, width }, base) {
  const turns = Float64Array.from({ length: width }, (_, dimension) => frequency(dimension, width, base));
  const values = new Float32Array(length * width);
  for (let position = 0, at = 0; position < length; position++) {
    for (let dimension = 0; dimension < width; dimension++, at++) {
      const angle = position * turns[dimension];
      values[at] = dimension % 2 ? Math.cos(angle) : Math.sin(angle);
    }
  }
  return values;
}
