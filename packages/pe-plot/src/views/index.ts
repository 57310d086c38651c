import type { Facet } from '../drawing.js';
import type { Encoding } from '../kinds/encoding.js';
import type { ViewName } from '../settings.js';
import { angles } from './angles.js';
import { curves } from './curves.js';
import { heatmap } from './heatmap.js';
import { kernel } from './kernel.js';
import { pairs } from './pairs.js';
import { rotation } from './rotation.js';
import { shaded } from './shaded.js';
import { spectrum } from './spectrum.js';
import { structureNotes } from './structure-note.js';
import { sum } from './sum.js';
import { tiles } from './tiles.js';
import { encodingTitle } from './titles.js';
import { wavelengths } from './wavelengths.js';
import type { PlotWords } from './words.js';

export interface ViewOptions {
  /** Columns, or pairs of columns, that an author wants to see. */
  readonly dimensions: readonly number[] | null;
  /** Curves of one plot each. */
  readonly apart: boolean;
  /** Whether the encoding stands beside others, and is to be named. */
  readonly named: boolean;
}

/** Facets of an encoding in a view. */
export function facets(view: ViewName, encoding: Encoding, words: PlotWords, options: ViewOptions): Facet[] {
  return drawn(view, encoding, words, options).map((facet) => {
    const told = remarked(view === 'wavelengths' ? facet : shaded(facet, encoding, words), encoding, words);
    const noted = withStructure(told, encoding, words);
    if (!options.named) return noted;
    return { ...noted, title: [encodingTitle(encoding, words), noted.title].filter(Boolean).join(' · ') };
  });
}

function drawn(view: ViewName, encoding: Encoding, words: PlotWords, options: ViewOptions): Facet[] {
  switch (view) {
    case 'curves':
      return [curves(encoding, words, options)];
    case 'sum':
      return sum(encoding, words);
    case 'heatmap':
      return [heatmap(encoding, words)];
    case 'similarity':
    case 'bias':
      return pairs(encoding, words, view);
    case 'tiles':
      return [tiles(encoding, words)];
    case 'angles':
      return [angles(encoding, words)];
    case 'kernel':
      return [kernel(encoding, words)];
    case 'wavelengths':
      return [wavelengths(encoding, words)];
    case 'rotation':
      return [rotation(encoding, words, options.dimensions)];
    case 'spectrum':
      return [spectrum(encoding, words)];
  }
}

/** Facet with the remarks on its encoding. */
function remarked(facet: Facet, { remarks = [] }: Encoding, { say, number }: PlotWords): Facet {
  if (remarks.length === 0) return facet;
  const told = remarks.map(({ name, details }) => {
    const entries = Object.entries(details).map(([key, value]) => [
      key,
      typeof value === 'number' ? number(value) : value,
    ]);
    return say(name, Object.fromEntries(entries));
  });
  return { ...facet, notes: [...facet.notes, ...told] };
}

/** Under every view of a learned table stands whether it holds more than noise. */
function withStructure(facet: Facet, encoding: Encoding, words: PlotWords): Facet {
  const structure = encoding.structure?.();
  return structure
    ? { ...facet, notes: [...facet.notes, ...structureNotes(structure, words, encoding.length)] }
    : facet;
}
