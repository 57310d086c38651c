import { dense, turningTables } from '@attn-elements/core/math';
import { MOST, settingFault } from '../faults.js';
import type { PlotSettings } from '../settings.js';
import type { Encoding, WaveState } from './encoding.js';
import { once } from './once.js';
import { rotationOf } from './rotation.js';
import { vectorKernel } from './vector-kernel.js';
import { waveKernel, wavePairs } from './wave-kernel.js';

/** Pairs of columns that turn with the position, each at its own pace (Su et al. 2021), slowed for longer texts. */
export function rotaryEncoding(settings: PlotSettings): Encoding {
  const { length, similarity, vectors } = settings;
  const rotation = rotationOf(settings);
  const { width, pairing, trained, name, scaling, own, plain, paper, attentionFactor, remarks } = rotation;
  const values = length * width;
  if (values > MOST) throw settingFault('length', length, 'size', { values, most: MOST });
  if (vectors && vectors[0].length !== width)
    throw settingFault('vectors', JSON.stringify(vectors), 'vectors', { width });
  const columnOf = (pair: number, part: number) =>
    pairing === 'interleaved' ? 2 * pair + part : pair + (part * width) / 2;
  const turned = once(() => turningTables(own, length));
  const table = once(() => {
    const { cosines, sines } = turned();
    const cells = new Float32Array(values);
    for (let position = 0, at = 0; position < length; position++) {
      for (let pair = 0; pair < width / 2; pair++, at++) {
        cells[position * width + columnOf(pair, 0)] = attentionFactor * cosines.values[at];
        cells[position * width + columnOf(pair, 1)] = attentionFactor * sines.values[at];
      }
    }
    return dense(cells, [length, width]);
  });
  const pairOf = (column: number) =>
    pairing === 'interleaved' ? [column >> 1, column % 2] : [column % (width / 2), Number(column >= width / 2)];
  const kernel = once(() => {
    const { cosines } = turned();
    const scale = similarity === 'dot' ? attentionFactor ** 2 : 1;
    // The same sum of cosines: their columns between columns that do not count.
    const columns = new Float32Array(values);
    for (let i = 0; i < cosines.values.length; i++) columns[2 * i + 1] = scale * cosines.values[i];
    return waveKernel(dense(columns, [length, width]), similarity);
  });
  const wave = (frequencies: Float64Array) => frequencies.map((frequency) => (2 * Math.PI) / frequency);
  const times = attentionFactor === 1 ? '' : `${Number(attentionFactor.toPrecision(5))} × `;
  return {
    kind: 'rotary',
    variant: name,
    length,
    width,
    trained,
    views: ['rotation', 'angles', 'curves', 'heatmap', 'similarity', 'kernel', 'wavelengths'],
    table,
    term(position, column) {
      const [pair, part] = pairOf(column);
      return `${times}${part ? 'sin' : 'cos'}(${position} × ${own[pair].toPrecision(4)})`;
    },
    columnName(column) {
      const [pair, part] = pairOf(column);
      return `${part ? 'sin' : 'cos'} θ${pair}`;
    },
    pairs: once(() => wavePairs(kernel(), width / 2)),
    kernel: vectors ? once(() => vectorKernel(vectors, turned(), columnOf, attentionFactor)) : kernel,
    waves: once(() => {
      const lines: { state: WaveState; values: Float64Array }[] = [{ state: 'unscaled', values: wave(plain) }];
      if (name) lines.push({ state: 'scaled', values: wave(own) });
      if (paper) lines.push({ state: 'paper', values: wave(paper) });
      return {
        lines,
        formula: (pair, state) =>
          state === 'unscaled'
            ? `2π · ${rotation.base}^(${2 * pair}/${rotation.span})`
            : `2π / ${(state === 'paper' ? paper! : own)[pair].toPrecision(4)} (${scaling})`,
      };
    }),
    frequencies: () => own,
    remarks,
  };
}
