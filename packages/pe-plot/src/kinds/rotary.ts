import { dense, type RotaryScaling, rotaryAngles, rotaryTables } from '@attn-elements/core/math';
import type { Settings } from '../settings.js';
import type { Encoding } from './encoding.js';
import { once } from './once.js';
import { waveKernel, wavePairs } from './wave-kernel.js';

/** Pairs of columns that turn with the position, each at its own pace (Su et al. 2021), slowed for longer texts. */
export function rotaryEncoding(settings: Settings): Encoding {
  const { length, width, base, scaling: kind, factor, trained, similarity, pairing } = settings;
  const scaling: RotaryScaling =
    kind === 'yarn'
      ? { kind, factor, originalLength: trained ?? Math.max(1, Math.round(length / factor)) }
      : { kind, factor };
  // At position 1 the angle of a pair is its frequency.
  const frequenciesOf = (slowed: RotaryScaling) =>
    rotaryAngles({ length: 1, start: 1, width, base, scaling: slowed }).values;
  const frequencies = once(() => frequenciesOf(scaling));
  const columnOf = (pair: number, part: number) =>
    pairing === 'interleaved' ? 2 * pair + part : pair + (part * width) / 2;
  const table = once(() => {
    const { cosines, sines } = rotaryTables({ length, width, base, scaling });
    const values = new Float32Array(length * width);
    for (let position = 0, at = 0; position < length; position++) {
      for (let pair = 0; pair < width / 2; pair++, at++) {
        values[position * width + columnOf(pair, 0)] = cosines.values[at];
        values[position * width + columnOf(pair, 1)] = sines.values[at];
      }
    }
    return dense(values, [length, width]);
  });
  const pairOf = (column: number) =>
    pairing === 'interleaved' ? [column >> 1, column % 2] : [column % (width / 2), Number(column >= width / 2)];
  const kernel = once(() => {
    const { cosines } = rotaryTables({ length, width, base, scaling });
    // The same sum of cosines: their columns between columns that do not count.
    const columns = new Float32Array(length * width);
    for (let i = 0; i < cosines.values.length; i++) columns[2 * i + 1] = cosines.values[i];
    return waveKernel(dense(columns, [length, width]), similarity);
  });
  return {
    kind: 'rotary',
    variant: kind === 'none' ? '' : kind,
    length,
    width,
    trained,
    views: ['rotation', 'curves', 'heatmap', 'similarity', 'kernel', 'wavelengths'],
    table,
    term(position, column) {
      const [pair, part] = pairOf(column);
      return `${part ? 'sin' : 'cos'}(${position} × ${frequencies()[pair].toPrecision(4)})`;
    },
    columnName(column) {
      const [pair, part] = pairOf(column);
      return `${part ? 'sin' : 'cos'} θ${pair}`;
    },
    pairs: once(() => wavePairs(kernel(), width / 2)),
    kernel,
    waves: once(() => {
      const wave = (slowed: RotaryScaling) => frequenciesOf(slowed).map((frequency) => (2 * Math.PI) / frequency);
      const lines = [{ scaled: false, values: wave({ kind: 'none' }) }];
      if (kind !== 'none') lines.push({ scaled: true, values: wave(scaling) });
      return {
        lines,
        formula: (pair, scaled) =>
          scaled
            ? `2π / ${frequencies()[pair].toPrecision(4)} (${kind} × ${factor})`
            : `2π · ${base}^(${2 * pair}/${width})`,
      };
    }),
    frequencies,
  };
}
