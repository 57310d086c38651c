// What GPT-2's tokenizer and its heirs write for bytes: the printable ones of Latin-1 stand for themselves, the others,
// in order, for the characters from U+0100 on; so that Ġ is a space and Ċ a line feed.
const byteOf = new Map<string, number>();
for (let byte = 0, other = 0x100; byte < 256; byte++) {
  const itself = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
  byteOf.set(String.fromCodePoint(itself ? byte : other++), byte);
}

const subscripts = '₀₁₂₃₄₅₆₇₈₉';

/**
 * What is shown for each token. Byte-level pieces are decoded; the parts of a character that is split over several
 * tokens show the character and the number of the part: 你₁ 你₂. Spaces at the ends show as ·, line ends as ↵, tabs as ⇥,
 * and what cannot be seen at all as its code point: ⟨U+200B⟩. The pieces of SentencePiece (▁the) and WordPiece (##ing)
 * stay as they are: their readers know them. The result is text, never markup.
 */
export function displayTokens(tokens: readonly string[]): string[] {
  return decodeBytes(tokens).map(makeVisible);
}

/** Bytes of a token: of a byte-level piece, or of SentencePiece's <0x0A>; null for plain text. */
function bytesOf(token: string, byteLevel: boolean): number[] | null {
  if (!byteLevel) return /^<0x[\dA-F]{2}>$/.test(token) ? [Number(token.slice(1, 5))] : null;
  const bytes = Array.from(token, (character) => byteOf.get(character) ?? -1);
  // Tokens that were added to the vocabulary, <｜end｜>, are written as they are.
  return bytes.includes(-1) ? null : bytes;
}

/**
 * Whether all tokens are in the byte alphabet, and say so: with Ġ or Ċ, or with bytes beyond ASCII that are UTF-8 in
 * this order, which natural text in Latin-1 letters is not.
 */
function isByteLevel(tokens: readonly string[]): boolean {
  const added = (token: string) => /^[<[].*[>\]]$/s.test(token);
  const pieces = tokens.filter((token) => !added(token));
  const bytes = pieces.map((token) => bytesOf(token, true));
  if (bytes.includes(null)) return false;
  const all = (bytes as number[][]).flat();
  const spaced = pieces.some((token) => /[ĠĊ]/.test(token));
  if (!spaced && all.every((byte) => byte < 0x80)) return false;
  // An excerpt may begin or end within a character, and a model may write half of one: some losses are no proof.
  const lost = new TextDecoder().decode(Uint8Array.from(all)).match(/\ufffd/g)?.length ?? 0;
  return spaced ? lost * 4 <= all.length : lost === 0;
}

function decodeBytes(tokens: readonly string[]): string[] {
  const byteLevel = isByteLevel(tokens);
  const texts = tokens.map((token) => (bytesOf(token, byteLevel) ? '' : token));
  // The character under way: its bytes, and the tokens that hold them.
  let pending: number[] = [];
  let parts: number[] = [];
  const drop = () => {
    for (const [at, byte] of pending.entries()) texts[parts[at]] += hex('0x', byte, 2);
    pending = [];
    parts = [];
  };
  tokens.forEach((token, at) => {
    const bytes = bytesOf(token, byteLevel);
    if (!bytes) drop();
    for (const byte of bytes ?? []) {
      if (pending.length && (byte & 0xc0) !== 0x80) drop();
      pending.push(byte);
      parts.push(at);
      const length = utf8Length(pending[0]);
      if (!length) drop();
      if (pending.length < length) continue;
      const character = decodeCharacter(pending);
      if (character === null) {
        drop();
        continue;
      }
      const holders = [...new Set(parts)];
      for (const [part, holder] of holders.entries()) {
        texts[holder] += holders.length > 1 ? character + subscripts[part + 1] : character;
      }
      pending = [];
      parts = [];
    }
  });
  drop();
  return texts;
}

/** How many bytes a UTF-8 character has by its first; 0 where none begins so. */
function utf8Length(byte: number): number {
  if (byte < 0x80) return 1;
  return byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
}

function decodeCharacter(bytes: readonly number[]): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
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

function makeVisible(token: string): string {
  if (token === '') return '∅';
  const text = token.replace(special, (found: string, kept?: string) => {
    if (kept) return found;
    return signs[found] ?? (found[0] === ' ' ? '·'.repeat(found.length) : hex('U+', found.codePointAt(0)!, 4));
  });
  return /^\p{M}/u.test(text) ? `◌${text}` : text;
}
