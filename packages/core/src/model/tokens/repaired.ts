import type { Step, TokenizerFile } from './tokenizer-file.js';

/** Whether a step, or one of the steps that it is made of, is of a type. */
export function hasStep(step: Step | null, type: string): boolean {
  if (step === null) return false;
  return step.type === type || partsOf(step).some((part) => hasStep(part, type));
}

function partsOf(step: Step): readonly Step[] {
  const lists = [step.normalizers, step.pretokenizers, step.processors, step.decoders];
  return lists.flatMap((list) => (Array.isArray(list) ? (list as Step[]) : []));
}

/**
 * The file as the library, `@huggingface/tokenizers` 0.2, must be given it to do what Hugging Face’s own does: the pre-tokenizer
 * `Whitespace` knows letters of all scripts, and words that are not in a list of words are its unknown word.
 */
export function repaired(file: TokenizerFile): [tokenizer: object, config: object] {
  const { model, pre_tokenizer: before, ...rest } = file;
  return [
    { ...rest, model, pre_tokenizer: before && withUnicodeWords(before) },
    // It reads the unknown word of a list of words from the other file.
    model.type === 'WordLevel' ? { unk_token: model.unk_token } : {},
  ];
}

/** Characters of words: Unicode’s technical standard 18, annex C, which Rust’s regular expressions follow. */
const word = '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}';

function withUnicodeWords(step: Step): Step {
  if (step.type === 'Whitespace') {
    return { type: 'Split', pattern: { Regex: `[${word}]+|[^${word}\\s]+` }, behavior: 'Removed', invert: true };
  }
  const parts = step.pretokenizers;
  return Array.isArray(parts) ? { ...step, pretokenizers: (parts as Step[]).map(withUnicodeWords) } : step;
}
