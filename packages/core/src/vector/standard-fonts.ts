/** One of the fonts that every reader of PDF has (PDF 1.7, 9.6.2.2). */
export interface StandardFont {
  readonly name: string;
  /** Widths of what Windows-1252 has from the space on, in thousandths of the font's size. */
  readonly widths: (code: number) => number;
}

/** Widths of Adobe's font metrics (Core 14 AFM, by Adobe Systems, for use by anybody), to the base of 36. */
const METRICS: Readonly<Record<string, string>> = {
  Helvetica:
    '7q 7q 9v fg fg op ij 5b 99 99 at g8 7q 99 7q 7q fg fg fg fg fg fg fg fg fg fg 7q 7q g8 g8 g8 fg s7 ij ij k2 k2 ij gz lm k2 7q dw ij fg n5 k2 lm ij lm k2 ij gz k2 ij q8 ij ij gz 7q 7q 7q d1 fg 99 fg fg dw fg fg 7q fg fg 66 66 dw 66 n5 fg fg fg fg 99 dw 7q fg dw k2 dw dw dw 9a 78 9a g8 9q fg 9q 66 fg 99 rs fg fg 99 rs ij 99 rs 9q gz 9q 9q 66 66 99 99 9q fg rs 99 rs dw 99 q8 9q dw ij 7q 99 fg fg fg fg 78 fg 99 kh aa fg g8 99 kh 99 b4 g8 99 99 99 fg ex 7q 99 99 a5 fg n6 n6 n6 gz ij ij ij ij ij ij rs k2 ij ij ij ij 7q 7q 7q 7q k2 k2 lm lm lm lm lm g8 lm k2 k2 k2 k2 ij ij gz fg fg fg fg fg fg op dw fg fg fg fg 7q 7q 7q 7q fg fg fg fg fg fg fg g8 gz fg fg fg fg dw fg dw',
  'Helvetica-Bold':
    '7q 99 d6 fg fg op k2 6m 99 99 at g8 7q 99 7q 7q fg fg fg fg fg fg fg fg fg fg 99 99 g8 g8 g8 gz r3 k2 k2 k2 k2 ij gz lm k2 7q fg k2 gz n5 k2 lm ij lm k2 ij gz k2 ij q8 ij ij gz 99 7q 99 g8 fg 99 fg gz fg gz fg 99 gz gz 7q 7q fg 7q op gz gz gz gz at fg 99 gz fg lm fg fg dw at 7s at g8 9q fg 9q 7q fg dw rs fg fg 99 rs ij 99 rs 9q gz 9q 9q 7q 7q dw dw 9q fg rs 99 rs fg 99 q8 9q dw ij 7q 99 fg fg fg fg 7s fg 99 kh aa fg g8 99 kh 99 b4 g8 99 99 99 gz fg 7q 99 99 a5 fg n6 n6 n6 gz k2 k2 k2 k2 k2 k2 rs k2 ij ij ij ij 7q 7q 7q 7q k2 k2 lm lm lm lm lm g8 lm k2 k2 k2 k2 ij ij gz fg fg fg fg fg fg op fg fg fg fg fg 7q 7q 7q 7q gz gz gz gz gz gz gz g8 gz gz gz gz gz fg gz fg',
  'Times-Roman':
    '6y 99 bc dw dw n5 lm 50 99 99 dw fo 6y 99 6y 7q dw dw dw dw dw dw dw dw dw dw 7q 7q fo fo fo cc pl k2 ij ij k2 gz fg k2 k2 99 at k2 gz op k2 k2 fg k2 ij fg gz k2 k2 q8 k2 k2 gz 99 7q 99 d1 dw 99 cc dw cc dw cc 99 dw dw 7q 7q dw 7q lm dw dw dw dw 99 at 7q dw dw k2 dw dw cc dc 5k dc f1 9q dw 9q 99 dw cc rs dw dw 99 rs fg 99 op 9q gz 9q 9q 99 99 cc cc 9q dw rs 99 r8 at 99 k2 9q cc k2 6y 99 dw dw dw dw 5k dw 99 l4 7o dw fo 99 l4 99 b4 fo 8c 8c 99 dw cl 6y 99 8c 8m dw ku ku ku cc k2 k2 k2 k2 k2 k2 op ij gz gz gz gz 99 99 99 99 k2 k2 k2 k2 k2 k2 k2 fo k2 k2 k2 k2 k2 k2 fg dw cc cc cc cc cc cc ij cc cc cc cc cc 7q 7q 7q 7q dw dw dw dw dw dw dw fo dw dw dw dw dw dw dw dw',
  'Times-Bold':
    '6y 99 ff dw dw rs n5 7q 99 99 dw fu 6y 99 6y 7q dw dw dw dw dw dw dw dw dw dw 99 99 fu fu fu dw pu k2 ij k2 k2 ij gz lm lm at dw lm ij q8 k2 lm gz lm k2 fg ij k2 k2 rs k2 k2 ij 99 7q 99 g5 dw 99 dw fg cc fg cc 99 dw fg 7q 99 fg 7q n5 fg dw fg fg cc at 99 fg dw k2 dw dw cc ay 64 ay eg 9q dw 9q 99 dw dw rs dw dw 99 rs fg 99 rs 9q ij 9q 9q 99 99 dw dw 9q dw rs 99 rs at 99 k2 9q cc k2 6y 99 dw dw dw dw 64 dw 99 kr 8c dw fu 99 kr 99 b4 fu 8c 8c 99 fg f0 6y 99 8c 96 dw ku ku ku dw k2 k2 k2 k2 k2 k2 rs k2 ij ij ij ij at at at at k2 k2 lm lm lm lm lm fu lm k2 k2 k2 k2 k2 gz fg dw dw dw dw dw dw k2 cc cc cc cc cc 7q 7q 7q 7q dw fg dw dw dw dw dw fu dw fg fg fg fg dw fg dw',
  'Times-Italic':
    '6y 99 bo dw dw n5 lm 5y 99 99 dw ir 6y 99 6y 7q dw dw dw dw dw dw dw dw dw dw 99 99 ir ir ir dw pk gz gz ij k2 gz gz k2 k2 99 cc ij fg n5 ij k2 gz k2 gz dw fg k2 gz n5 gz fg fg at 7q at bq dw 99 dw dw cc dw cc 7q dw dw 7q 7q cc 7q k2 dw dw dw dw at at 7q dw cc ij cc cc at b4 7n b4 f1 9q dw 9q 99 dw fg op dw dw 99 rs dw 99 q8 9q fg 9q 9q 99 99 fg fg 9q dw op 99 r8 at 99 ij 9q at fg 6y at dw dw dw dw 7n dw 99 l4 7o dw ir 99 l4 99 b4 ir 8c 8c 99 dw ej 6y 99 8c 8m dw ku ku ku dw gz gz gz gz gz gz op ij gz gz gz gz 99 99 99 99 k2 ij k2 k2 k2 k2 k2 ir k2 k2 k2 k2 k2 fg gz dw dw dw dw dw dw dw ij cc cc cc cc cc 7q 7q 7q 7q dw dw dw dw dw dw dw ir dw dw dw dw dw cc dw cc',
  'Times-BoldItalic':
    '6y at ff dw dw n5 lm 7q 99 99 dw fu 6y 99 6y 7q dw dw dw dw dw dw dw dw dw dw 99 99 fu fu fu dw n4 ij ij ij k2 ij ij k2 lm at dw ij gz op k2 k2 gz k2 ij fg gz k2 ij op ij gz gz 99 7q 99 fu dw 99 dw dw cc dw cc 99 dw fg 7q 7q dw 7q lm fg dw dw dw at at 7q fg cc ij dw cc at 9o 64 9o fu 9q dw 9q 99 dw dw rs dw dw 99 rs fg 99 q8 9q gz 9q 9q 99 99 dw dw 9q dw rs 99 rs at 99 k2 9q at gz 6y at dw dw dw dw 64 dw 99 kr 7e dw gu 99 kr 99 b4 fu 8c 8c 99 g0 dw 6y 99 8c 8c dw ku ku ku dw ij ij ij ij ij ij q8 ij ij ij ij ij at at at at k2 k2 k2 k2 k2 k2 k2 fu k2 k2 k2 k2 k2 gz gz dw dw dw dw dw dw dw k2 cc cc cc cc cc 7q 7q 7q 7q dw fg dw dw dw dw dw fu dw fg fg fg fg cc dw cc',
};

/** Width of every letter of Courier. */
const COURIER = 600;

/** Beyond Latin-1, what Windows-1252 has from 0x80 on, and what stands for a place that it leaves free. */
const WINDOWS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** The font that is most like another one. */
export function standardFont(family: string, weight: string, style: string): StandardFont {
  const first = family.split(',')[0].trim();
  const isMono = /mono|courier|consolas|menlo/i.test(first);
  const isSerif = !isMono && /(?<!sans-)\bserif\b|times|georgia|garamond|palatino/i.test(first) && !/sans/i.test(first);
  const isBold = Number(weight) >= 600;
  const isItalic = style !== 'normal';
  const slope = isSerif ? 'Italic' : 'Oblique';
  const kind = `${isBold ? 'Bold' : ''}${isItalic ? slope : ''}`;
  if (isMono) return { name: `Courier${kind && `-${kind}`}`, widths: () => COURIER };
  const name = isSerif ? `Times-${kind || 'Roman'}` : `Helvetica${kind && `-${kind}`}`;
  // What leans has the widths of what stands.
  const widths = METRICS[isSerif ? name : `Helvetica${isBold ? '-Bold' : ''}`].split(' ');
  return { name, widths: (code) => Number.parseInt(widths[code - 32], 36) };
}

/** A text in Windows-1252; null where a letter is none of it. */
export function windowsCodes(text: string): number[] | null {
  const codes = Array.from(text, (character) => {
    const code = character.codePointAt(0)!;
    if ((code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff)) return code;
    const place = character === ' ' ? -1 : WINDOWS.indexOf(character);
    return place < 0 ? null : 0x80 + place;
  });
  return codes.includes(null) ? null : (codes as number[]);
}
