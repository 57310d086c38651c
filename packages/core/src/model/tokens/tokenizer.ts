import type { Tokenizer as Library } from '@huggingface/tokenizers';
import type { Segment } from '../../data/segments.js';
import { displayTokens } from '../../data/tokens.js';
import { AttnError, reason } from '../../errors.js';
import { lazy } from '../../lazy.js';
import { hasStep, repaired } from './repaired.js';
import type { TokenizerFile } from './tokenizer-file.js';

/** Most characters of one text, in UTF-16 units. */
export const LONGEST_TEXT = 10_000;

/** A text, or two, as a model reads it. */
export interface ModelTokens {
  readonly ids: readonly number[];
  /** As the vocabulary writes them: Ġto, ##ing, ▁the. `displayTokens` makes them readable, as every element does. */
  readonly pieces: readonly string[];
  /** Whether each is a special token, which the tokenizer added or the text has: [CLS], <s>, [MASK]. */
  readonly special: readonly boolean[];
  /** Number of the text that each is of, 0 or 1; null of what the tokenizer added. */
  readonly texts: readonly (0 | 1 | null)[];
  /** Segment embeddings: `token_type_ids`. */
  readonly types: readonly number[];
  /** The two texts of a pair, each with the special tokens behind it; null of one text. */
  readonly segments: readonly Segment[] | null;
}

/** Told with true before and with false after something that may never end. */
export type OnBusy = (isBusy: boolean) => void;

/** Marks the place of a token of a text among those that the post-processor adds. */
const PLACE = '\uffff';

/**
 * A tokenizer as `tokenizer.json` describes it: npm `@huggingface/tokenizers`, with what it does otherwise than Hugging Face’s own
 * library set right. A hostile pattern may never end: whoever runs it on files of others does so in a worker, with a limit of time.
 */
export class ModelTokenizer {
  /** Number of ids. */
  readonly vocabulary: number;
  /** The token that stands for one to be predicted; null without one. */
  readonly maskToken: string | null;
  readonly #library: Library;
  readonly #file: TokenizerFile;
  readonly #url: string;
  readonly #special: ReadonlySet<number>;
  readonly #isByteLevel: boolean;
  readonly #onBusy: OnBusy;

  private constructor(library: Library, file: TokenizerFile, url: string, onBusy: OnBusy) {
    this.#library = library;
    this.#file = file;
    this.#url = url;
    this.#onBusy = onBusy;
    const special = file.added_tokens.filter((token) => token.special);
    this.#special = new Set(special.map(({ id }) => id));
    this.#isByteLevel = hasStep(file.pre_tokenizer, 'ByteLevel') || hasStep(file.decoder, 'ByteLevel');
    this.vocabulary = library.get_vocab().size;
    const masks = file.added_tokens.filter(({ content }) => /^(\[MASK\]|<mask>)$/.test(content));
    this.maskToken = masks[0]?.content ?? null;
  }

  /**
   * @param onBusy is told before and after it works with patterns of the file
   * @throws {AttnError} `unsupported` of parts that are not known, `damaged`, `not-loaded`
   */
  static async open(file: TokenizerFile, url: string, onBusy: OnBusy = () => {}): Promise<ModelTokenizer> {
    const { Tokenizer } = await lazy(() => import('@huggingface/tokenizers'));
    return guarded(url, onBusy, () => new ModelTokenizer(new Tokenizer(...repaired(file)), file, url, onBusy));
  }

  /**
   * A text, or two, with the special tokens that belong around them.
   * @param pair a second text, which may be empty; null for none
   * @throws {AttnError} `bad-option` of a text that is too long, or has a word that is not in a list of words
   */
  encode(text: string, pair: string | null = null): ModelTokens {
    const texts = [text, ...(pair === null ? [] : [pair])];
    const parts = texts.map((one, at) => this.#encodeText(one, at === 0 ? 'text' : 'pair'));
    const places = parts.map(({ ids }, part) => ids.map((_, at) => `${PLACE}${part}:${at}`));
    const { tokens: placed, types } = this.#guarded(() => this.#join(places[0], places[1] ?? null));
    const found = placed.map((token) => this.#placed(token, parts));
    const ids = found.map(({ id }) => id);
    const owners = found.map(({ owner }) => owner);
    const start = owners.indexOf(1);
    const isTwo = pair !== null && start > 0;
    return {
      ids,
      pieces: found.map(({ token }) => token),
      special: found.map(({ id, owner }) => owner === null || this.#special.has(id)),
      texts: owners,
      types: types ?? owners.map((owner) => owner ?? 0),
      segments: isTwo
        ? [
            { kind: 'text', start: 0, length: start },
            { kind: 'text', start, length: ids.length - start },
          ]
        : null,
    };
  }

  /**
   * Tokens of a text alone, with nothing around them: what a decoder has written so far.
   * @throws {AttnError} as `encode`
   */
  encodePlain(text: string): Pick<ModelTokens, 'ids' | 'pieces' | 'special'> {
    const { ids, tokens } = this.#encodeText(text, 'decoderText');
    return { ids, pieces: tokens, special: ids.map((id) => this.#special.has(id)) };
  }

  /** Text of tokens. @param withSpecial whether special ones are in it */
  decode(ids: readonly number[], withSpecial = false): string {
    const known = ids.filter((id) => withSpecial || !this.#special.has(id));
    if (known.length === 0) return '';
    return this.#guarded(() =>
      this.#library.decode([...known], { skip_special_tokens: false, clean_up_tokenization_spaces: false }),
    );
  }

  /** A token as the vocabulary writes it; its number where it has none: a model may have more ids than its tokenizer has tokens. */
  token(id: number): string {
    return this.#library.id_to_token(id) ?? `#${id}`;
  }

  /** A token as it is shown alone. */
  piece(id: number): string {
    return displayTokens([this.token(id)], this.#isByteLevel)[0];
  }

  isSpecial(id: number): boolean {
    return this.#special.has(id);
  }

  /** Id of a token of the vocabulary; null where it has none. */
  idOf(token: string): number | null {
    return this.#library.token_to_id(token) ?? null;
  }

  #encodeText(text: string, name: string): { ids: readonly number[]; tokens: readonly string[] } {
    if (text.length > LONGEST_TEXT) {
      throw new AttnError('bad-option', {
        name,
        value: text.length,
        ...reason`a text may have at most ${LONGEST_TEXT} characters`,
      });
    }
    const { ids, tokens } = this.#guarded(() => this.#library.encode(text, { add_special_tokens: false }));
    const missing = ids.findIndex((id, at) => !(Number.isInteger(id) && id >= 0) || typeof tokens[at] !== 'string');
    if (missing >= 0) {
      throw new AttnError('bad-option', {
        name,
        value: String(tokens[missing]).slice(0, 80),
        ...reason`the model has no such token, and none for unknown ones`,
      });
    }
    const { type, unk_token: unknown } = this.#file.model;
    // A word that is not in the list is the unknown word, and not what was written.
    const isUnknown = (token: string) => type === 'WordLevel' && this.#library.token_to_id(token) === undefined;
    return { ids, tokens: tokens.map((token) => (isUnknown(token) ? String(unknown) : token)) };
  }

  /** Adds special tokens, and puts a second text behind the first. */
  #join(
    first: readonly string[],
    second: readonly string[] | null,
  ): { readonly tokens: readonly string[]; readonly types: readonly number[] | null } {
    const processor = this.#library.post_processor;
    const processed = processor?.post_process([...first], second && [...second], true);
    const { tokens = first, token_type_ids: types = null } = processed ?? {};
    // What only trims offsets, or nothing at all, leaves the second text where it is.
    const isLeft = second !== null && !second.every((token) => tokens.includes(token));
    // RoBERTa has one segment for both texts.
    if (hasStep(this.#file.post_processor, 'RobertaProcessing')) return { tokens, types: tokens.map(() => 0) };
    return isLeft ? { tokens: [...tokens, ...second], types: null } : { tokens, types };
  }

  #guarded<T>(use: () => T): T {
    return guarded(this.#url, this.#onBusy, use);
  }

  #placed(token: string, parts: readonly { ids: readonly number[]; tokens: readonly string[] }[]) {
    if (!token.startsWith(PLACE)) {
      const id = this.idOf(token);
      if (id !== null) return { id, token, owner: null };
      throw new AttnError('damaged', {
        url: this.#url,
        ...reason`it adds the token ${token.slice(0, 80)}, which has no id`,
      });
    }
    const [part, at] = token.slice(1).split(':').map(Number);
    return { id: parts[part].ids[at], token: parts[part].tokens[at], owner: part as 0 | 1 };
  }
}

/** Errors of the library are said of the file. */
function guarded<T>(url: string, onBusy: OnBusy, use: () => T): T {
  onBusy(true);
  try {
    return use();
  } catch (error) {
    if (error instanceof AttnError) throw error;
    const what = String((error as Error | undefined)?.message).slice(0, 200);
    throw new AttnError(
      'unsupported',
      { url, ...reason`a tokenizer that cannot be run here (${what})` },
      { cause: error },
    );
  } finally {
    onBusy(false);
  }
}
