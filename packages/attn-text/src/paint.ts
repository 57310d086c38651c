import { linearShades, shadeWord } from '@attn-elements/core/element';
import type { Marks } from './pointing.js';
import type { TextComposition, TextSide } from './model.js';
import type { Shading } from './shading.js';

/** Shades the words of the rendered texts and marks what is chosen among them. */
export function paintTexts(root: ParentNode, composition: TextComposition, { side, colored, scale }: Shading): void {
  for (const [own, words] of textsOf(root, composition)) {
    const isShaded = composition.arrangement === 'self' || own === side;
    words.forEach((word, at) => shadeWord(word, isShaded ? colored[at] : 0, isShaded ? scale : linearShades(0, 1)));
  }
}

export function markTexts(root: ParentNode, composition: TextComposition, { chosen, hovered, cursor }: Marks): void {
  for (const marked of root.querySelectorAll('.word:is(.chosen, .hovered, .cursor)'))
    marked.classList.remove('chosen', 'hovered', 'cursor');
  const texts = textsOf(root, composition);
  const isSelf = composition.arrangement === 'self';
  const mark = (name: string, side: TextSide, at: number) =>
    texts.find(([own]) => isSelf || own === side)?.[1][at]?.classList.add(name);
  if (chosen) mark('chosen', chosen.side, chosen.word);
  if (hovered) mark('hovered', hovered.side, hovered.word);
  for (const { side, word } of cursor) mark('cursor', side, word);
}

/** Lengths of the bars of a document's sentences, the longest for the largest weight. */
export function paintBars(root: ParentNode, { sentences }: TextComposition): void {
  const largest = Math.max(...(sentences ?? []).map(({ weight }) => weight).filter(Number.isFinite));
  const bars = root.querySelectorAll<HTMLElement>('.bar');
  sentences?.forEach(({ weight }, at) => {
    const share = largest > 0 && weight > 0 ? weight / largest : 0;
    bars[at]?.style.setProperty('inline-size', `${(share * 100).toFixed(2)}%`);
  });
}

function textsOf(root: ParentNode, { texts }: TextComposition): (readonly [TextSide, HTMLElement[]])[] {
  return texts.map(
    (side) => [side, [...root.querySelectorAll<HTMLElement>(`.text[data-side=${side}] .word`)]] as const,
  );
}
