import { linearShades, shadeOf, shadeWord } from '@attn-elements/core/element';
import type { Marks } from './pointing.js';
import type { TextComposition, TextSide } from './model.js';
import { layerColor, type TextLayer } from './layers.js';
import type { Shading } from './shading.js';

/** Shades the words of the rendered texts and marks what is chosen among them. */
export function paintTexts(root: ParentNode, composition: TextComposition, { side, colored, scale }: Shading): void {
  for (const [own, words] of textsOf(root, composition)) {
    const isShaded = composition.arrangement === 'self' || own === side;
    words.forEach((word, at) => shadeWord(word, isShaded ? colored[at] : 0, isShaded ? scale : linearShades(0, 1)));
  }
}

/** Shades each word in the colours of several heads, one band above the other: which is which, their order tells, too. */
export function paintLayers(root: ParentNode, composition: TextComposition, layers: readonly TextLayer[]): void {
  const [{ shading }] = layers;
  for (const [own, words] of textsOf(root, composition)) {
    const isShaded = composition.arrangement === 'self' || own === shading.side;
    words.forEach((word, at) => {
      shadeWord(word, 0, linearShades(0, 1));
      clear(word);
      if (isShaded) word.prepend(...layers.map((layer, place) => band(layer, at, place, layers.length)));
    });
  }
}

/** Gives the names of heads in a legend their colours. */
export function paintNames(root: ParentNode, layers: readonly TextLayer[]): void {
  root.querySelectorAll<HTMLElement>('.head-sample').forEach((sample, at) => {
    sample.style.backgroundColor = shadeOfHead(layers[at].head, STRONGEST);
  });
}

/** Takes the bands from a text that one head shades. */
export function clearLayers(root: ParentNode): void {
  for (const word of root.querySelectorAll('.word:has(> .band)')) clear(word);
}

const clear = (word: Element) => {
  for (const one of word.querySelectorAll(':scope > .band')) one.remove();
};

/** The strongest covers three quarters of the page behind its word. */
const STRONGEST = 75;

/** Colour of a head over that of the page, which the words keep their contrast to. @param share in per cent */
const shadeOfHead = (head: number, share: number): string =>
  `color-mix(in srgb, ${layerColor(head)} ${share.toFixed(1)}%, transparent)`;

function band({ head, shading }: TextLayer, at: number, place: number, count: number): HTMLElement {
  const element = document.createElement('span');
  element.className = 'band';
  element.dataset.figureBox = '';
  const { strength, kind } = shadeOf(shading.colored[at], shading.scale);
  const share = kind === 'positive' || kind === 'negative' ? strength * STRONGEST : 0;
  Object.assign(element.style, {
    top: `${(100 * place) / count}%`,
    height: `${100 / count}%`,
    backgroundColor: shadeOfHead(head, share),
  });
  return element;
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
