import { AttnError } from '../../errors.js';
import { ownersOf } from './sibling-attributes.js';

/** Attributes of every element, of a framework or of a page's own scripts. */
const foreign =
  /^(?:data-|aria-|on|v-|ng-|x-|hx-|_)|[^a-z\d_-]|^(?:accesskey|autofocus|border|class|contenteditable|dir|draggable|exportparts|hidden|id|inert|is|key|lang|loading|name|nonce|part|popover|ref|role|scope|slot|spellcheck|style|tabindex|title|translate)$/;

/** Other words for an attribute of ours. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  cmap: ['colormap'],
  palette: ['colormap'],
  file: ['src'],
  href: ['src'],
  url: ['src'],
  source: ['src', 'from'],
  mass: ['top-p'],
};

/** An error for each attribute that is none of the element's and is another element's, or resembles one of its own. @param names as they stand in the tag */
export function unknownAttributes(names: readonly string[], known: ReadonlySet<string>): AttnError[] {
  return names.flatMap((written) => {
    const name = written.toLowerCase();
    if (known.has(name) || foreign.test(name)) return [];
    const meant = similarNames(name, [...known]);
    const owners = ownersOf(name);
    // `layers` of an element that has `layer` is a slip of the pen, whoever has `layers`.
    const isSlip = meant.some((one) => one.startsWith(name) || name.startsWith(one));
    if (owners.length > 0 && !isSlip) return [new AttnError('sibling-attribute', { name: written, tags: owners })];
    return meant.length > 0 ? [new AttnError('unknown-attribute', { name: written, names: meant })] : [];
  });
}

/** The names that a word was probably meant to be: the same written otherwise, another word for it, or the nearest by letters. */
export function similarNames(word: string, names: readonly string[]): readonly string[] {
  const bare = bareName(word);
  const same = names.filter((name) => bareName(name) === bare || otherWords[bare]?.includes(name));
  if (same.length > 0) return same;
  const distances = names.map((name) => editDistance(bare, bareName(name)));
  const least = Math.min(...distances);
  // Two letters are half of a short word.
  return least <= (bare.length > 4 ? 2 : 1) ? names.filter((_, i) => distances[i] === least) : [];
}

const bareName = (name: string) => name.replace(/[-_]/g, '').replace('colour', 'color');

/** Letters to insert, leave out, replace, or swap with the next (Damerau, 1964), to make one word of another. */
function editDistance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= one.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      rows[i][j] = Math.min(
        rows[i - 1][j] + 1,
        rows[i][j - 1] + 1,
        rows[i - 1][j - 1] + Number(!isSame),
        isSwapped ? rows[i - 2][j - 2] + 1 : Infinity,
      );
    }
  }
  return rows[one.length][other.length];
}
