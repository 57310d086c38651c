import type { Changes } from './changes.js';
import type { PlotView } from './view-model.js';
import type { ControlsState } from './controls.js';
import type { Subjects } from './subjects.js';
import type { PlotWords } from './views/words.js';

interface ControlsHost {
  readonly compare: readonly unknown[] | null;
  readonly position: number;
  readonly distance: number;
}

/** State of the readers' controls. @param view null while nothing is shown */
export function controlsState(
  { compare, position, distance }: ControlsHost,
  { kinds, settings, hasTable }: Subjects,
  view: PlotView | null,
  words: PlotWords,
  change: (changes: Changes) => void,
): ControlsState {
  return {
    kind: kinds[0],
    compares: compare !== null,
    kindsShown: kinds,
    view: view?.name ?? null,
    views: view?.subject.views ?? [],
    settings,
    position,
    distance,
    hasTable,
    words,
    change,
  };
}
