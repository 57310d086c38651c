import type { TextMeasure } from '../axis/measure-text.js';
import type { NameAt } from '../group/group.js';
import type { Loaded } from '../heads/panels.js';
import type { Say } from '../locale.js';
import type { Room } from '../size.js';

/** Words of a view: the page's language, the figure's name, and how sentences and numbers are written. */
export interface ViewWords<Words extends string> {
  readonly language: string;
  readonly label: string;
  readonly say: Say<Words>;
  readonly number: (value: number) => string;
  /** A share in per cent. */
  readonly percent: (share: number) => string;
}

/** Inputs of every view of attention: what was loaded, the scale that is shared, and words. */
export interface AttentionInputs<Words extends string> extends ViewWords<Words> {
  readonly loaded: Loaded;
  /** Layer and head that are shown; the element's own name where the file has one alone. */
  readonly placeName: string;
  /** Names of positions that others of the group have. */
  readonly nameElsewhere: NameAt;
  /** Lowest and highest value of the elements that share the scale, null where nobody does. */
  readonly shared: readonly [low: number, high: number] | null;
}

/** Inputs of every layout: the room there is, of which the height is that of the plot alone, and the font of labels. */
export interface LayoutInputs {
  readonly room: Room;
  readonly measure: TextMeasure;
}
