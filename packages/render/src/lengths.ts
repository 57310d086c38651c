import { argumentsOf } from './colors.js';

/** Sizes that relative lengths are of: of the font, and of the box around; NaN where that has none yet. */
export interface LengthBase {
  readonly em: number;
  readonly whole: number;
}

/** A length times a number, either way round, or divided by one. */
function productOf(one: string, operator: '*' | '/', other: string, base: LengthBase): number | null {
  if (operator === '/') {
    const length = lengthOf(one, base);
    return length === null ? null : length / Number(other);
  }
  const [factor, length] = Number.isNaN(Number(one)) ? [other, one] : [one, other];
  const whole = lengthOf(length, base);
  return whole === null ? null : whole * Number(factor);
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
  const product = /^calc\((\S+) ([*/]) (.+)\)$/s.exec(text);
  if (product) return productOf(product[1], product[2] as '*' | '/', product[3], base);
  const call = /^(min|max|clamp)\((.*)\)$/s.exec(text);
  const given = call ? argumentsOf(call[2]).map((one) => lengthOf(one, base)) : [];
  if (!call || given.includes(null)) return null;
  const lengths = given as number[];
  if (call[1] === 'clamp') return Math.max(lengths[0], Math.min(lengths[1], lengths[2]));
  return call[1] === 'min' ? Math.min(...lengths) : Math.max(...lengths);
}
