/** A token as it is read out: with its position, since a word may come twice, unless that is null; a position without a token alone, and so several. */
export function tokenPlace(name: string, position: number | null): string {
  if (position === null) return isolate(name);
  return name === String(position) || /^\d+–\d+$/.test(name) ? name : `${isolate(name)} (${position})`;
}

/** A right-to-left word must not turn what stands beside it: it is set apart by invisible marks. */
function isolate(word: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(word) ? `\u2068${word}\u2069` : word;
}
