import { isObject, parseJson } from '../../data/formats/json-text.js';
import { AttnError, reason, type Reason } from '../../errors.js';

/** Bytes of the largest file that is read: those of the largest vocabularies in use take half of it. */
export const LONGEST_TOKENIZER = 2 ** 26;

const MOST_TOKENS = 2 ** 21;
const LONGEST_PATTERN = 10_000;
const MOST_STEPS = 64;

/** A part of the file: what is done to a text before, or to its tokens after. */
export type Step = Record<string, unknown>;

/** A `tokenizer.json` whose sizes and types are as they must be. */
export interface TokenizerFile {
  readonly model: Step;
  readonly added_tokens: readonly { readonly id: number; readonly content: string; readonly special?: boolean }[];
  readonly normalizer: Step | null;
  readonly pre_tokenizer: Step | null;
  readonly post_processor: Step | null;
  readonly decoder: Step | null;
}

const isId = (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 * MOST_TOKENS;
const isText = (value: unknown): value is string => typeof value === 'string';

/**
 * Reads a `tokenizer.json`, of which everything that makes memory is checked.
 * @throws {AttnError} `damaged`
 */
export function readTokenizerFile(bytes: Uint8Array, url: string): TokenizerFile {
  const damaged = (what: Reason) => new AttnError('damaged', { url, ...what });
  let parsed: unknown;
  try {
    parsed = parseJson(new TextDecoder('utf-8').decode(bytes));
  } catch {}
  const { model, added_tokens: added = [], ...rest } = isObject(parsed) ? parsed : {};
  if (!isObject(model)) throw damaged(reason`it describes no tokenizer`);
  if (!isVocabulary(model.vocab, model.type)) throw damaged(reason`its vocabulary is no list of tokens and their ids`);
  if (!isMerges(model.merges)) throw damaged(reason`its merges are no list of pairs`);
  const isAdded = (one: unknown) => isObject(one) && isText(one.content) && one.content !== '' && isId(one.id);
  if (!Array.isArray(added) || added.length > MOST_TOKENS || !added.every(isAdded)) {
    throw damaged(reason`its added_tokens are no list of tokens and their ids`);
  }
  const step = (name: string) => {
    const value = rest[name] ?? null;
    if (value !== null && (!isObject(value) || !isStep(value))) throw damaged(reason`its ${name} is none`);
    return value as Step | null;
  };
  return {
    model,
    added_tokens: added,
    normalizer: step('normalizer'),
    pre_tokenizer: step('pre_tokenizer'),
    post_processor: step('post_processor'),
    decoder: step('decoder'),
  };
}

/** Tokens and their ids, or, of Unigram, with the logarithm of their probability, in the order of their ids. */
function isVocabulary(value: unknown, type: unknown): boolean {
  if (Array.isArray(value)) {
    const isScored = (one: unknown) => Array.isArray(one) && isText(one[0]) && typeof one[1] === 'number';
    return (
      (type === 'Unigram' || type === undefined) &&
      value.length > 0 &&
      value.length <= MOST_TOKENS &&
      value.every(isScored)
    );
  }
  if (!isObject(value)) return false;
  const ids = Object.values(value);
  return ids.length <= MOST_TOKENS && ids.every(isId);
}

/** Pairs as text with a space between, or as lists. */
function isMerges(value: unknown): boolean {
  if (value === undefined) return true;
  const isPair = (one: unknown) =>
    isText(one) || (Array.isArray(one) && one.length === 2 && one.every((part) => isText(part)));
  return Array.isArray(value) && value.length <= 2 * MOST_TOKENS && value.every(isPair);
}

/** Whether a step is not too deep, has not too many parts, and its patterns are not too long. */
function isStep(step: Step, depth = 0): boolean {
  if (depth > MOST_STEPS) return false;
  return Object.values(step).every((value) => {
    if (isText(value)) return value.length <= LONGEST_PATTERN || step.type === 'Precompiled';
    const parts = Array.isArray(value) ? value : [value];
    return parts.length <= MOST_TOKENS && parts.every((part) => !isObject(part) || isStep(part, depth + 1));
  });
}
