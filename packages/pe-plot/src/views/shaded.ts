import type { Facet } from '../drawing.js';
import type { Encoding } from '../kinds/encoding.js';
import type { PlotWords } from './words.js';

/** Facet with the note on its shaded part: positions beyond the trained length. */
export function shaded(facet: Facet, { trained }: Encoding, { say }: PlotWords): Facet {
  const isShaded = trained !== null && facet.trained && facet.content.type !== 'turns';
  if (!isShaded) return facet;
  const axis = facet.trained.x === null ? facet.y : facet.x;
  return { ...facet, notes: [...facet.notes, say('beyond', { trained, axis: axis.title })] };
}
