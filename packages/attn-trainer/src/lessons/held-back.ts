/** One in so many is held back. */
const SHARE = 8;

/** Whether something is never learned from, told from itself alone: what is drawn anew for every step cannot be listed. */
export function isHeldBack(key: string): boolean {
  // FNV-1a (Fowler, Noll & Vo), and a last mixing, as its low bits alone are weak.
  let hash = 2166136261;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 16777619);
  hash ^= hash >>> 15;
  return (Math.imul(hash, 2246822507) >>> 0) % SHARE === 0;
}

/** Draws until something comes that is held back, or is not. */
export function drawUntil<T>(draw: () => T, keyOf: (drawn: T) => string, heldBack: boolean): T {
  // As many turns as make a miss impossible but where there is nothing to find.
  for (let turn = 0; turn < 1000; turn++) {
    const drawn = draw();
    if (isHeldBack(keyOf(drawn)) === heldBack) return drawn;
  }
  return draw();
}

/** Parts of a list, one after another, of so many at most. */
export function inParts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}
