import { byLanguage } from '../errors.js';
import type { Language } from './languages.js';

/** A value with four significant digits, small and large ones as powers of ten, with a real minus. */
export function numberText(value: number, language: Language): string {
  if (!Number.isFinite(value)) return minus(String(value)).replace('Infinity', '∞');
  const size = Math.abs(value);
  const isSmall = size !== 0 && (size < 1e-4 || size >= 1e6);
  if (/^(en|zh|und)\b/.test(language)) {
    if (isSmall) return powerOfTen(value, String);
    // Without groups of digits these languages write the same, and making a format takes longer than a small figure's layout.
    if (size < 999) return minus(fourDigits(value));
  }
  const format = (one: number) => minus(fourDigitFormats(language).format(one));
  return isSmall ? powerOfTen(value, format) : format(value);
}

/** A share in per cent, with three significant digits. */
export const percentText = (share: number, language: Language): string => minus(percentFormats(language).format(share));

const fourDigitFormats = byLanguage((language) => new Intl.NumberFormat(language, { maximumSignificantDigits: 4 }));
const percentFormats = byLanguage(
  (language) => new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 3 }),
);

const minus = (text: string): string => text.replace('-', '−');

/** A number below 999 with its first four digits, rounded as it is written: 0.00012345, which is a little less, up. */
function fourDigits(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const [mantissa, exponent] = value.toExponential().split('e');
  const [head, next] = [mantissa.slice(0, value < 0 ? 6 : 5), mantissa[value < 0 ? 6 : 5]];
  const step = next >= '5' ? Math.sign(value) : 0;
  return next ? String(Number(`${Number(head.replace('.', '')) + step}e${Number(exponent) - 3}`)) : String(value);
}

const superscripts: Record<string, string> = { '-': '⁻', '+': '' };

function powerOfTen(value: number, write: (mantissa: number) => string): string {
  const [mantissa, exponent] = value.toExponential(2).split('e');
  const raised = exponent.replace(/./g, (c) => superscripts[c] ?? '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)]);
  return `${minus(write(Number(mantissa)))} × 10${raised}`;
}
