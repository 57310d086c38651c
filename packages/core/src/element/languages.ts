import { isElement, parentOf } from './tree.js';

/** A language as a BCP 47 tag. */
export type Language = string;

/** Languages that every element brings. */
export const ownLanguages: readonly Language[] = ['en', 'zh-Hans', 'zh-Hant'];

/**
 * The best of these languages for a BCP 47 tag: of the same language the one that shares most of its script and region, `pt` of `pt-PT`.
 * Of Chinese, Traditional where the script or the region says so, else Simplified. English where none is of the language.
 */
export function languageFor(tag: string, languages: readonly Language[] = ownLanguages): Language {
  const [wanted, ...parts] = tag.toLowerCase().split('-');
  if (wanted === 'zh') parts.push(isTraditional(parts) ? 'hant' : 'hans');
  let best: Language = 'en';
  let most = -Infinity;
  for (const language of languages) {
    const [primary, ...own] = language.toLowerCase().split('-');
    if (primary !== wanted) continue;
    const shared = own.filter((part) => parts.includes(part)).length;
    // Of two that share as much the one that says less, then the first.
    const score = 2 * shared - own.length;
    if (score > most) [best, most] = [language, score];
  }
  return best;
}

const isTraditional = (parts: readonly string[]) =>
  parts.some((part) => /^(hant|tw|hk|mo)$/.test(part)) && !parts.includes('hans');

/** The language for an element: that of the nearest `lang`, also across shadow roots; English where there is none. */
export const languageOf = (element: Element, languages?: readonly Language[]): Language =>
  languageFor(nearest(element, 'lang') ?? '', languages);

/** Value of the nearest `lang` or `dir` around an element, also across shadow roots; null where there is none. */
export function nearest(element: Element, name: 'lang' | 'dir'): string | null {
  for (let node: Node | null = element; node; node = parentOf(node)) {
    if (isElement(node) && node.hasAttribute(name)) return node.getAttribute(name);
  }
  return null;
}

/** Languages that are written from the right. */
const fromTheRight = /^(?:ar|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)\b/;

/** Direction of the sentences of a language. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (fromTheRight.test(language) ? 'rtl' : 'ltr');

/** Language and direction around an element, as its page says. */
export interface Surroundings {
  readonly lang: string | null;
  readonly dir: string | null;
}

/** Whether sentences of a language are to be told apart from what stands around them. */
export function isForeign(language: Language, { lang, dir }: Surroundings): boolean {
  const primary = (tag: string) => tag.toLowerCase().split('-')[0];
  return (Boolean(lang) && primary(lang!) !== primary(language)) || (dir ?? 'ltr') !== directionOf(language);
}
