import { AttnError, reason } from '../../errors.js';
import { headRollups } from '../../math/index.js';
import { sayable } from '../english.js';
import type { CellPlace } from '../interaction/cell-place.js';
import { fromEnd, indexIn } from '../interaction/index-in.js';
import { hasHead, type Loaded, type Panel } from './panels.js';
import type { Selection } from './selection.js';

/** A place in attention, as `select` takes it: a layer or head that is left out or null stays as it is shown, and −1 is the last. */
export interface SelectedPlace {
  readonly layer?: number | null;
  readonly head?: number | string | null;
  readonly query?: number | null;
  readonly key?: number | null;
}

/** Selection that a place opens, and the cell that it pins; null where it leaves what is shown, or pins none. */
interface FoundPlace {
  readonly selection: Selection | null;
  readonly cell: CellPlace | null;
}

/**
 * Finds a place among what is shown.
 * @returns null where nothing is named
 * @throws {AttnError} `no-head` or `bad-option` where there is no such place
 */
export function findPlace(place: SelectedPlace, { source, panels }: Loaded): FoundPlace | null {
  const { layer = null, head = null, query = null, key = null } = place;
  if (layer === null && head === null && query === null && key === null) return null;
  const [first] = panels;
  const common = <Name extends keyof Panel>(name: Name) =>
    panels.every((panel) => panel[name] === first[name]) ? first[name] : null;
  const at = layer === null ? common('layer') : fromEnd(layer, source.layers);
  const named = typeof head === 'number' ? fromEnd(head, source.heads(at ?? 0)) : (head ?? common('head'));
  if (named !== null && !isHead(named))
    throw new AttnError('bad-option', { name: 'head', value: named, ...reason`there is none of that name` });
  if (!Number.isInteger(at ?? 0) || !hasHead(source, { layer: at ?? 0, head: named ?? 0 })) {
    const heads = Math.max(...Array.from({ length: source.layers }, (_, l) => source.heads(l)));
    throw new AttnError('no-head', {
      layer: layer ?? at ?? 0,
      head: head ?? 0,
      url: 'src',
      layers: source.layers,
      heads,
    });
  }
  const [queries, keys] = source.shape(at ?? 0);
  const cell =
    query === null && key === null
      ? null
      : {
          query: query === null ? null : indexIn('query', query, queries),
          key: key === null ? null : indexIn('key', key, keys),
        };
  const selection = layer === null && head === null ? null : { layer: at, head: named };
  return { selection, cell };
}

/** The same for a program: it is told in a sentence. */
export async function placeIn(place: SelectedPlace, loaded: Loaded): Promise<FoundPlace | null> {
  try {
    return findPlace(place, loaded);
  } catch (error) {
    throw await sayable(AttnError.from(error));
  }
}

const isHead = (head: number | string): head is Panel['head'] =>
  typeof head === 'number' ? Number.isInteger(head) : (headRollups as readonly string[]).includes(head);
