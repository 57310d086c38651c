import type { Facet } from '../drawing.js';
import type { Encoding } from '../kinds/encoding.js';
import type { PlotWords } from './words.js';

/** A number for each two positions: how alike their encodings are, or what each head adds to their score. */
export function pairs(encoding: Encoding, words: PlotWords, view: 'similarity' | 'bias'): Facet[] {
  const { say } = words;
  const { count, step, matrices, unit, formula } = encoding.pairs!();
  const { trained, length } = encoding;
  const [rowTitle, columnTitle] =
    view === 'bias' ? [say('queryPosition'), say('keyPosition')] : [say('position'), say('position')];
  const name = (i: number) => encoding.positionName?.(i * step) ?? String(i * step);
  const edge = (count - 0.5) * step;
  const isBeyond = trained !== null && trained < length;
  return matrices.map(({ head, values }) => ({
    kind: encoding.kind,
    title: head === null ? '' : say('head', { n: head }),
    reading: {
      rows: count,
      columns: count,
      rowTitle,
      columnTitle,
      rowName: name,
      columnName: name,
      value: (row, column) => values[row * count + column],
      formula: (row, column) => formula(row * step, column * step, head),
    },
    content: {
      type: 'matrix',
      matrix: { rows: count, columns: count, values },
      isSigned: unit === 'cosine' || unit === 'dot',
    },
    x: { title: columnTitle, kind: 'linear', domain: [-0.5 * step, edge], whole: true, first: 0, step },
    y: { title: rowTitle, kind: 'linear', domain: [-0.5 * step, edge], whole: true },
    trained: isBeyond ? { x: trained, y: trained } : null,
    notes: [...(step > 1 ? [say('everyPosition', { step })] : []), ...(unit === 'bucket' ? [say('bucketNote')] : [])],
  }));
}
