import type { Sentence } from '../strings.js';

/** The words of a view, in the reader's language. */
export interface Words {
  language(): string;
  say(name: Sentence, details?: Readonly<Record<string, string | number>>): string;
  number(value: number): string;
}
