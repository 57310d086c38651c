import { displayTokens, isSpecialToken, spellTokens, visibleText } from '@attn-elements/core/data';
import type { PlaceNames } from '@attn-elements/core/element';

/** A word of the text: one token, or several pieces. */
export interface Word {
  /** White space before it. */
  readonly lead: string;
  /** Text as it is shown, and copied. */
  readonly text: string;
  /** Sign in its place where nothing of it can be seen: ↵ for a line end; null for all others. */
  readonly sign: string | null;
  /** Name in sentences, lists and tables. */
  readonly name: string;
  /** Range of its tokens: from the first to before the end. */
  readonly first: number;
  readonly end: number;
}

export interface ReadingRules {
  /** Whether pieces are joined into words. */
  readonly join: boolean;
  /** Tokens at which a sentence begins: no word reaches over them. */
  readonly starts?: ReadonlySet<number>;
  /** Names of positions that are no words, such as the patches of a picture; each stands for itself. */
  readonly places?: PlaceNames;
}

/**
 * How a tokenizer tells where words begin: by a mark before each (▁), on what goes on (##), behind each (</w>), behind what goes on
 * (@@), by a space, or not at all.
 */
type Style = 'sentencepiece' | 'wordpiece' | 'ended' | 'continued' | 'spaced' | 'plain';

/** A token as text: what stands before it, and it. */
interface Piece {
  readonly lead: string;
  readonly body: string;
  readonly isSpecial: boolean;
  /** Whether the word before goes on with it. */
  readonly goesOn: boolean;
  /** Whether it says that the word goes on behind it. */
  readonly isOpen: boolean;
}

/**
 * The words that tokens spell. Byte-level pieces (Ġ, Ċ), those of SentencePiece (▁), WordPiece (##), CLIP (</w>) and subword-nmt (@@) are told
 * apart by their marks; tokens without any are words. What is no letter is a word of its own, as tokenizers split it, and so is every piece
 * of a script that is written without spaces.
 */
export function readWords(tokens: readonly string[], { join, starts = new Set(), places = [] }: ReadingRules): Word[] {
  const { texts: spelled, torn } = spellTokens(tokens);
  const texts = spelled.map((text, at) => places[at] ?? text);
  const style = styleOf(texts);
  const pieces = readPieces(tokens, texts, style, places);
  // A word per token, or per run of tokens of which each goes on with the one before.
  const groups: number[] = [];
  for (const at of tokens.keys()) {
    const isJoined = join && at > 0 && !starts.has(at) && (torn[at - 1] || pieces[at].goesOn);
    groups.push(at === 0 ? 0 : groups[at - 1] + (isJoined ? 0 : 1));
  }
  const shown = join ? spellTokens(tokens, groups).texts : texts;
  const names = join ? null : displayTokens(tokens);
  const words: Word[] = [];
  for (let first = 0, end = 0; first < tokens.length; first = end) {
    while (end < tokens.length && groups[end] === groups[first]) end++;
    const own = pieces.slice(first, end);
    const isTorn = torn.slice(first, end - 1).includes(true);
    const body = isTorn ? plainOf(shown[groups[first]], style).trim() : own.map(bodyOf).join('');
    const space = own[0].lead + (own[0].body === '' ? (own[1]?.lead ?? '') : '');
    const isFirst = first === 0 || starts.has(first);
    const isSeen = body !== '';
    const text = isSeen ? visibleText(body) : space || ' ';
    const sign = isSeen ? null : visibleText(text);
    const lead = !isSeen || isFirst || words.at(-1)?.text.endsWith('\n') ? '' : space;
    words.push({ lead, text, sign, name: places[first] ?? names?.[first] ?? sign ?? text, first, end });
  }
  return words;
}

const bodyOf = ({ body }: Piece) => body;

/** Marks behind a piece: the word ends here, or goes on. */
const ended = /<\/w>/g;
const continued = /@@$/;

function styleOf(texts: readonly string[]): Style {
  if (texts.some((text) => /\S<\/w>$/.test(text))) return 'ended';
  if (texts.some((text) => /[\p{L}\p{N}]@@$/u.test(text))) return 'continued';
  if (texts.some((text) => text.startsWith('▁'))) return 'sentencepiece';
  if (texts.some((text) => /^##[^#\s]/.test(text))) return 'wordpiece';
  return texts.some((text) => /^ \S/.test(text)) ? 'spaced' : 'plain';
}

function readPieces(tokens: readonly string[], texts: readonly string[], style: Style, places: PlaceNames): Piece[] {
  const pieces: Piece[] = [];
  let rest = '';
  for (const [at, token] of tokens.entries()) {
    const before = pieces.at(-1);
    const place = places[at] ?? null;
    // Special tokens stand apart.
    const isSpecial = place !== null || isSpecialToken(token);
    const isPart = style === 'wordpiece' && /^##[^#\s]/.test(texts[at]);
    const text = isSpecial ? (place ?? token) : plainOf(texts[at], style);
    const [, space, body, after] = /^(\s*)(.*?)(\s*)$/su.exec(isPart ? text.slice(2) : text)!;
    const isMarked = style === 'sentencepiece' || style === 'spaced';
    const apart = before && needsSpace(before.body, body, tokens[at + 1]) ? ' ' : '';
    const between = isSpecial || before?.isSpecial ? ' ' : isMarked ? '' : apart;
    const lead = isPart ? '' : rest + space || between;
    const isOpen = style === 'ended' ? !texts[at].endsWith('</w>') : style === 'continued' && continued.test(texts[at]);
    const isRest = before !== undefined && before.isOpen && !before.isSpecial && !isSpecial;
    const goesOn = isPart || isRest || (isMarked && !isSpecial && lead === '' && isLetters(before, body));
    pieces.push({ lead: isRest ? '' : lead, body, isSpecial, goesOn, isOpen });
    rest = body === '' ? '' : after;
  }
  return pieces;
}

/** A piece without the marks of its tokenizer, which stand for spaces or for none. */
function plainOf(text: string, style: Style): string {
  if (style === 'sentencepiece') return text.replaceAll('▁', ' ');
  if (style === 'ended') return text.replace(ended, '');
  return style === 'continued' ? text.replace(continued, '') : text;
}

/** Scripts that are written without spaces between words. */
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff00-\uffef]/u;
const letter = /[\p{L}\p{M}\p{N}'’_]/u;

/** Whether two pieces meet in letters of a script that has spaces, or the first is but the space before the second. */
function isLetters(before: Piece | undefined, body: string): boolean {
  if (!before || before.isSpecial || body === '') return false;
  if (before.body === '') return /^ ?$/.test(before.lead);
  const meeting = [[...before.body].at(-1)!, [...body][0]];
  return meeting.every((character) => letter.test(character) && !spaceless.test(character));
}

const closing = /^[.,!?;:%)\]}»”…،؛؟]/u;
const opening = /[([{«“]$/u;
const apostrophe = /^['’]$/;
const ending = /^(s|t|m|d|re|ve|ll)$/i;

/** Whether words that carry no marks of their own stand apart, as they do in print. */
function needsSpace(before: string, word: string, next: string | undefined): boolean {
  if (before === '' || word === '') return false;
  if (spaceless.test([...before].at(-1)!) || spaceless.test([...word][0])) return false;
  if (closing.test(word) || opening.test(before) || /^(n['’]t|['’](s|t|m|d|re|ve|ll))$/i.test(word)) return false;
  // The tokenizer of BERT takes don't apart into three.
  return !(apostrophe.test(word) && ending.test(next ?? '')) && !(apostrophe.test(before) && ending.test(word));
}
