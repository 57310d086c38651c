import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ModelTokenizer, openTokenizer, openFolder } from '@attn-elements/core/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { modelsFolder } from './model-folder.js';

/** Tokens that Hugging Face's own library makes of a text, or of two. */
interface Case {
  readonly text: string | readonly [string, string];
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
  readonly offsets: readonly (readonly [number, number])[];
  readonly type_ids: readonly number[];
  readonly special: readonly number[];
  readonly decoded: string;
  readonly decodedWithSpecial?: string;
}

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

/** Folders of tokenizers, and models that carry one with expected ids. */
const folders = [
  ...names(join(modelsFolder, 'tokenizers')).map((name) => ({ name, file: 'expected.json' })),
  ...names(modelsFolder).map((name) => ({ name, file: 'tokenizer-expected.json' })),
];

function names(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
}

describe.each(folders.filter(({ name, file }) => existsSync(join(name, file))))('the tokenizer of $name', (folder) => {
  const cases: readonly Case[] = json(join(folder.name, folder.file));
  let tokenizer: ModelTokenizer;
  beforeAll(async () => {
    tokenizer = await openTokenizer(openFolder(folder.name, { limit: 2 ** 26 }));
  });

  it.each(cases.map((one) => [JSON.stringify(one.text), one] as const))('makes the ids of %s', (_, expected) => {
    const [text, pair = null] = [expected.text].flat();
    const found = tokenizer.encode(text, pair);
    expect(found.ids).toEqual(expected.ids);
    // A special token that takes the spaces before it in is called by its name.
    const names = expected.tokens.map((token, at) => (found.special[at] ? token.trim() : token));
    expect(found.pieces).toEqual(names);
    expect(found.types).toEqual(expected.type_ids);
    expect(found.texts.map((one) => (one === null ? 1 : 0))).toEqual(expected.special);
    expect(tokenizer.decode(found.ids)).toBe(expected.decoded);
    if (expected.decodedWithSpecial !== undefined) {
      expect(tokenizer.decode(found.ids, true)).toBe(expected.decodedWithSpecial);
    }
  });
});
