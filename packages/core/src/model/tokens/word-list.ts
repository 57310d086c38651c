import { isObject, parseJson } from '../../data/formats/json-text.js';
import { AttnError, reason } from '../../errors.js';
import type { TokenizerFile } from './tokenizer-file.js';

/** Names of the word that stands for all that are not in the list. */
const unknownNames = ['[UNK]', '<unk>', '<UNK>', 'UNK'];

/** Words in brackets are no text: [PAD], <s>, <|endoftext|>. */
const isSpecial = (word: string) => /^(\[[A-Z]+\]|<[^<>\s]+>)$/.test(word);

/**
 * The tokenizer of a plain list of words, whose places are their ids: `vocab.txt`, a word a line, or `vocab.json`, a list or an object
 * of words and ids. A text is split at white space and around signs; where all words are single characters, into characters, and white space that is no word counts nothing.
 * @throws {AttnError} `damaged`; `unsupported` of a list of word pieces, which does not say how a text becomes them
 */
export function readWordList(bytes: Uint8Array, url: string, name: string): TokenizerFile {
  const words = wordsOf(new TextDecoder().decode(bytes), url, name);
  const plain = words.filter((word) => !isSpecial(word));
  if (plain.some((word) => /^##\S|^[▁Ġ]\S/.test(word))) {
    throw new AttnError('unsupported', {
      url,
      ...reason`pieces of words, and not how a text becomes them. Save tokenizer.json beside it, as AutoTokenizer.from_pretrained(…).save_pretrained(…) does`,
    });
  }
  const isOfCharacters = plain.every((word) => [...word].length === 1);
  const hasSpaces = plain.some((word) => /^\s$/.test(word));
  const unknown = unknownNames.find((name) => words.includes(name));
  return {
    model: {
      type: 'WordLevel',
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
      ...(unknown && { unk_token: unknown }),
    },
    added_tokens: words.flatMap((content, id) => (isSpecial(content) ? [{ id, content, special: true }] : [])),
    normalizer: null,
    pre_tokenizer: isOfCharacters
      ? { type: 'Split', pattern: { Regex: hasSpaces ? '[\\s\\S]' : '\\S' }, behavior: 'Removed', invert: true }
      : { type: 'Whitespace' },
    post_processor: null,
    decoder: isOfCharacters ? { type: 'Fuse' } : null,
  };
}

function wordsOf(text: string, url: string, name: string): readonly string[] {
  const words = name.endsWith('.json') ? wordsOfJson(text) : wordsOfLines(text);
  if (words && words.length > 0 && new Set(words).size === words.length) return words;
  throw new AttnError('damaged', { url, ...reason`it is no list of words that are each in it once` });
}

function wordsOfLines(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function wordsOfJson(text: string): readonly string[] | null {
  let parsed: unknown;
  try {
    parsed = parseJson(text);
  } catch {}
  if (isObject(parsed)) {
    const words = new Array<string>(Object.keys(parsed).length).fill('');
    for (const [word, id] of Object.entries(parsed)) {
      if (!(typeof id === 'number' && id in words && words[id] === '')) return null;
      words[id] = word;
    }
    return words;
  }
  return Array.isArray(parsed) && parsed.every((word) => typeof word === 'string') ? parsed : null;
}
