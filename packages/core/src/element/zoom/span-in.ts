import { type Span, spanPattern } from './span.js';

/** The positions of a range among so many, as Python has them: cut to what there is, from the end where a number is negative. */
export function spanIn(text: string, count: number): Span {
  const [, first, last] = spanPattern.exec(text)!;
  const at = (number: string | undefined, absent: number) => {
    if (number === undefined) return absent;
    const given = Number(number.replace('−', '-'));
    return Math.max(0, Math.min(count, given < 0 ? given + count : given));
  };
  return [at(first, 0), at(last, count)];
}

export const spanText = ([from, end]: Span): string => `${from}:${end}`;
