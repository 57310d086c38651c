import { checkSettings } from './faults.js';
import type { addedTo } from './kinds/added.js';
import type { encoding } from './kinds/index.js';
import { sinusoidalTable } from './kinds/sinusoidal-table.js';
import type { Compared } from './model.js';
import type { ViewName } from './settings.js';
import { curves } from './views/curves.js';
import type { facets } from './views/index.js';
import { shaded } from './views/shaded.js';

/** Functions that make encodings, and their views. */
export interface Makers {
  readonly encoding: typeof encoding;
  readonly facets: typeof facets;
  /** An encoding that is added to inputs. */
  readonly addedTo?: typeof addedTo;
}

/** Enough for the figure of the tutorials, the curves of sinusoidal encodings: everything else is loaded where it is asked for. */
export const tutorialMakers: Makers = {
  encoding(kind, settings) {
    checkSettings(kind, settings);
    return sinusoidalTable(settings);
  },
  facets: (_, encoding, words, options) => [shaded(curves(encoding, words, options), encoding, words)],
};

/** Whether those are enough. */
export function isTutorial(compared: readonly Compared[], view: ViewName | null): boolean {
  return compared.length === 1 && compared[0].kind === 'sinusoidal' && (view ?? 'curves') === 'curves';
}
