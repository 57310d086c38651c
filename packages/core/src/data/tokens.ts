// What GPT-2's tokenizer and its heirs write for bytes: the printable ones of Latin-1 stand for themselves, the others,
// in order, for the characters from U+0100 on; so that Ġ is a space and Ċ a line feed.
const byteOf = new Map<string, number>();
for (let byte = 0, other = 0x100; byte < 256; byte++) {
  const itself = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
  byteOf.set(String.fromCodePoint(itself ? byte : other++), byte);
}

const subscripts = '₀₁₂₃₄';

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

// One UTF-8 character, or one byte that is none, of bytes written as the characters U+0000 to U+00FF.
const utf8 = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[^]/g;

function decodeBytes(tokens: readonly string[]): string[] {
  const byteLevel = isByteLevel(tokens);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const texts = tokens.map(() => '');
  // Bytes in a row, and which token each is of.
  let bytes = '';
  let owners: number[] = [];
  const decodeRow = () => {
    for (const { 0: found, index } of bytes.matchAll(utf8)) {
      const holders = [...new Set(owners.slice(index, index + found.length))];
      const character = decoder.decode(Uint8Array.from(found, (byte) => byte.charCodeAt(0)));
      if (character.includes('\ufffd')) {
        for (let at = 0; at < found.length; at++) texts[owners[index + at]] += hex('0x', found.charCodeAt(at), 2);
      } else if (holders.length === 1) texts[holders[0]] += character;
      else for (const [part, holder] of holders.entries()) texts[holder] += character + subscripts[part + 1];
    }
    bytes = '';
    owners = [];
  };
  for (const [at, token] of tokens.entries()) {
    const own = bytesOf(token, byteLevel);
    if (!own) {
      decodeRow();
      texts[at] = token;
    }
    for (const byte of own ?? []) {
      bytes += String.fromCharCode(byte);
      owners.push(at);
    }
  }
  decodeRow();
  return texts;
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
