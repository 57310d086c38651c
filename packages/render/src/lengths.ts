import { argumentsOf } from './colors.js';

/** Sizes that relative lengths are of: of the font, and of the box around; NaN where that has none yet. */
export interface LengthBase {
  readonly em: number;
  readonly whole: number;
}

/** A length of CSS in pixels; null of `auto`, `none` and all that is no length. */
export function lengthOf(text: string | undefined, base: LengthBase): number | null {
  if (!text) return null;
  const plain = /^(-?[\d.]+)(px|r?em|%|)$/.exec(text);
  if (plain) {
    const value = Number(plain[1]);
    if (plain[2] === '%') return (value / 100) * base.whole;
    if (plain[2].endsWith('em')) return value * (plain[2] === 'rem' ? 16 : base.em);
    return plain[2] === 'px' || value === 0 ? value : null;
  }
  const call = /^(min|max|clamp)\((.*)\)$/s.exec(text);
  const given = call ? argumentsOf(call[2]).map((one) => lengthOf(one, base)) : [];
  if (!call || given.includes(null)) return null;
  const lengths = given as number[];
  if (call[1] === 'clamp') return Math.max(lengths[0], Math.min(lengths[1], lengths[2]));
  return call[1] === 'min' ? Math.min(...lengths) : Math.max(...lengths);
}
