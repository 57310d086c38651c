import type { Language } from '../languages.js';
import type { Say } from '../locale.js';

/** Tools that templates of a figure are made with. */
export interface FigureTools<Words extends string> {
  readonly say: Say<Words>;
  readonly number: (value: number) => string;
  /** A share in per cent. */
  readonly percent: (share: number) => string;
  readonly language: () => Language;
}
