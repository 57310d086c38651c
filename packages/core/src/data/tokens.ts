// Alphabet by which GPT-2's tokenizer and its heirs write bytes: the printable ones of Latin-1 stand for themselves, the others
// (0x00 to 0x20, 0x7f to 0xa0, 0xad), in order, for the characters from U+0100 on; so that Ġ is a space, Ċ a line feed.
const alphabet = /^[!-~¡-¬®-Ń]*$/;

function byteOf(character: string): string {
  const at = character.charCodeAt(0) - 0x100;
  return String.fromCharCode(at < 33 ? at : at < 67 ? at + 94 : 0xad);
}

// Bytes are written as the characters U+0000 to U+00FF here, and a token that is text as this one.
const plain = '\uffff';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const decode = (bytes: string) => utf8.decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));

/**
 * Text to show for each token. Byte-level pieces are decoded; the parts of a character that is split over several
 * tokens show the character and the number of the part: 你₁ 你₂. Spaces at the ends show as ·, line ends as ↵, tabs as ⇥,
 * and what cannot be seen at all as its code point: ⟨U+200B⟩. The pieces of SentencePiece (▁the) and WordPiece (##ing)
 * stay as they are: their readers know them. The result is text, never markup.
 * @param byteLevel whether they are byte-level pieces, where that is known
 */
export function displayTokens(tokens: readonly string[], byteLevel = isByteLevel(tokens)): string[] {
  return spellTokens(tokens, undefined, byteLevel).texts.map(visibleText);
}

/** Bytes of a byte-level piece, or of SentencePiece's <0x0A>, one or several. */
function bytesOf(token: string, byteLevel: boolean): string {
  if (!byteLevel) {
    if (!/^(<0x[\dA-F]{2}>)+$/.test(token)) return plain;
    return token.replace(/<(0x[\dA-F]{2})>/g, (_, byte: string) => String.fromCharCode(Number(byte)));
  }
  // Tokens that were added to the vocabulary, <｜end｜>, are written as they are.
  return alphabet.test(token) ? token.replace(/[Ā-Ń]/g, byteOf) : plain;
}

/**
 * Whether all tokens are in the byte alphabet, and say so: with Ġ or Ċ, or with bytes beyond ASCII that are UTF-8 in
 * this order, which natural text in Latin-1 letters is not.
 */
function isByteLevel(tokens: readonly string[]): boolean {
  const pieces = tokens.filter((token) => !/^[<[].*[>\]]$/s.test(token)).join('');
  const bytes = bytesOf(pieces, true);
  if (bytes === plain) return false;
  // An excerpt may begin or end within a character, and a model may write half of one: some losses are no proof.
  const lost = decode(bytes).split('\ufffd').length - 1;
  return /[ĠĊ]/.test(pieces) ? lost * 4 <= bytes.length : !lost && /[^\0-\x7f]/.test(bytes);
}

// One UTF-8 character, or one byte that is none, or a token that is text.
const unit = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[^]/g;

/** Text that tokens spell together. */
export interface Spelling {
  /** Text of each token, or of each group, white space as it is. */
  readonly texts: readonly string[];
  /** Whether a character is torn between a token and the next. */
  readonly torn: readonly boolean[];
}

/**
 * Decodes byte-level pieces, and changes nothing else. A character that is split over tokens, or over groups of them, is in each,
 * with the number of its part.
 * @param groups the group of each token, counted from 0; by default every token is its own
 */
export function spellTokens(
  tokens: readonly string[],
  groups = tokens.map((_, at) => at),
  byteLevel = isByteLevel(tokens),
): Spelling {
  const bytes = tokens.map((token) => bytesOf(token, byteLevel));
  // Which token each byte is of.
  const owners = bytes.flatMap((own, at) => Array.from(own, () => at));
  const torn = tokens.map(() => false);
  const texts = Array.from({ length: tokens.length > 0 ? groups[tokens.length - 1] + 1 : 0 }, () => '');
  const add = (owner: number, text: string) => (texts[groups[owner]] += text);
  for (const { 0: found, index } of bytes.join('').matchAll(unit)) {
    if (found === plain) {
      add(owners[index], tokens[owners[index]]);
      continue;
    }
    const own = owners.slice(index, index + found.length);
    for (let at = 1; at < own.length; at++) if (own[at] !== own[at - 1]) torn[own[at - 1]] = true;
    const holders = own.filter((owner, at) => at === 0 || groups[owner] !== groups[own[at - 1]]);
    const character = decode(found);
    if (character.includes('\ufffd')) {
      for (let at = 0; at < found.length; at++) add(own[at], hex('0x', found.charCodeAt(at), 2));
    } else {
      const parts = holders.length > 1 ? '₁₂₃₄' : '';
      for (const [part, holder] of holders.entries()) add(holder, character + (parts[part] ?? ''));
    }
  }
  return { texts, torn };
}

function hex(prefix: string, code: number, digits: number): string {
  return `⟨${prefix}${code.toString(16).toUpperCase().padStart(digits, '0')}⟩`;
}

// Joiners that spell: between letters of Persian or Indic scripts, and within an emoji. The dotted circle is what
// Unicode shows marks on that stand alone.
const joiner =
  /(?<=[\p{L}\p{M}])[\u200c\u200d](?=\p{L})|(?<=\p{Extended_Pictographic}[\ufe0f\p{EMod}]{0,2})(?:\ufe0f|\u200d(?=\p{Extended_Pictographic}))/u;
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]|(?! )\p{Zs}/u;
const signs: Readonly<Record<string, string>> = { '\n': '↵', '\r\n': '↵', '\t': '⇥' };
const special = new RegExp(`(${joiner.source})|^ +| +$| {2,}|\\r\\n|${unseen.source}`, 'gu');

/** A text with what cannot be seen made visible: spaces at its ends, line ends, tabs, control and direction characters. */
export function visibleText(token: string): string {
  if (token === '') return '∅';
  const text = token.replace(special, (found: string, kept?: string) => {
    if (kept) return found;
    return signs[found] ?? (found[0] === ' ' ? '·'.repeat(found.length) : hex('U+', found.codePointAt(0)!, 4));
  });
  return /^\p{M}/u.test(text) ? `◌${text}` : text;
}
