/** Letters that are read from right to left. */
const TURNED = '\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}';
const isTurned = new RegExp(`[${TURNED}]`, 'u');
/** Text that is read in one way, whatever is around it. */
const isPure = new RegExp(`^[${TURNED}\\p{M}\\s]*$`, 'u');
const firstLetter = /\p{L}/u;

/** Whether a text is read from right to left, by its style. */
export function isRightToLeft(text: string, { direction, unicodeBidi }: CSSStyleDeclaration): boolean {
  const first = unicodeBidi === 'plaintext' ? firstLetter.exec(text) : null;
  return first ? isTurned.test(first[0]) : direction === 'rtl';
}

/**
 * A text that is read from right to left, in every program: between signs that say so (UAX #9, embedding) where it would be read
 * otherwise without. Few know the attribute `direction`.
 */
export const rightToLeft = (text: string): string => (isPure.test(text) ? text : `\u202b${text}\u202c`);
