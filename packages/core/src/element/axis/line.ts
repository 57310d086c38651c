import type { Ink } from './measure-text.js';

/** The room of a line of text, and where in it letters stand, from its top; in pixels. */
export interface Line {
  readonly room: number;
  readonly baseline: number;
}

/** A line in its usual room, with its letters where they usually stand, as far as these letters find room there. */
export function lineOf({ ascent, descent }: Ink, room: number, baseline: number): Line {
  const enough = Math.max(room, Math.ceil(ascent + descent));
  return { room: enough, baseline: Math.min(Math.max(baseline, ascent), enough - descent) };
}
