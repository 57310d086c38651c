import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';

const packages = join(root, 'packages');

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Every node of a source. */
function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  if (typeof (value as Node | null)?.type !== 'string') return;
  yield value as Node;
  for (const child of Object.values(value as Node)) if (typeof child === 'object') yield* nodesOf(child);
}

const nodesIn = (path: string) => nodesOf(parseAst(readFileSync(path, 'utf8'), { lang: 'ts' }).body);

/** Sources of a package, by their paths in it. */
const sourcesOf = (name: string) =>
  readdirSync(join(packages, name, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );

const sources = readdirSync(packages).flatMap((name) =>
  sourcesOf(name).map((path) => ({ name, path: join(packages, name, 'src', path) })),
);

/** Reasons that are written in a source: their English with `{0}`, `{1}` … in the places of values. */
function reasonsIn(path: string): string[] {
  const tagged = [...nodesIn(path)].filter(
    ({ type, tag }) => type === 'TaggedTemplateExpression' && (tag as { name?: string }).name === 'reason',
  );
  return tagged.map(({ quasi }) => {
    const { quasis } = quasi as { quasis: { value: { cooked: string } }[] };
    return quasis.map(({ value }) => value.cooked).reduce((text, next, i) => `${text}{${i - 1}}${next}`);
  });
}

const reasons = sources.flatMap(({ name, path }) => reasonsIn(path).map((text) => ({ name, text })));

/** Names of arguments that are English words: `wrongShape('The key', …)`. */
const names = sources.flatMap(({ name, path }) =>
  [...nodesIn(path)]
    .filter(({ type, value }) => type === 'Literal' && /^The [a-z ]+$/.test(String(value)))
    .map(({ value }) => ({ name, text: String(value) })),
);

/** Sentences of a module, by their names. */
function sentencesIn(path: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { type, key, value } of nodesIn(path)) {
    const [name, text] = [key, value] as { value?: unknown; name?: string }[];
    if (type === 'Property' && typeof text?.value === 'string') found.set(String(name.value ?? name.name), text.value);
  }
  return found;
}

const placesIn = (text: string) => [...new Set(text.match(/\{\w+/g))].sort();

describe.each(['zh-hans', 'zh-hant'])('in %s', (language) => {
  const common = sentencesIn(join(packages, `core/src/element/locales/reasons-${language}.ts`));
  const tables = new Map(
    readdirSync(packages)
      .filter((name) => sourcesOf(name).includes(`${language}.ts`))
      .map((name) => [name, sentencesIn(join(packages, name, 'src', `${language}.ts`))]),
  );
  const sentenceOf = (name: string, text: string) => common.get(text) ?? tables.get(name)?.get(text);

  it('every reason of a failure, and every name in one, has a sentence with the same values', () => {
    expect(reasons.length).toBeGreaterThan(150);
    for (const { name, text } of [...reasons, ...names]) {
      const sentence = sentenceOf(name, text);
      expect(sentence, `${name}: ${text}`).toBeTypeOf('string');
      expect(placesIn(sentence!), text).toEqual(placesIn(text));
    }
  });

  it('no reason is left that nobody gives', () => {
    const given = new Set([...reasons, ...names].map(({ text }) => text));
    const kept = [...tables.values()].flatMap((table) => [...table.keys()].filter((text) => / /.test(text)));
    expect([...common.keys(), ...kept].filter((text) => !given.has(text))).toEqual([]);
  });

  it('no sentence is in English: words of it are the names of things', () => {
    const core = ['', 'rare-'].map((kind) =>
      sentencesIn(join(packages, `core/src/element/locales/${kind}${language}.ts`)),
    );
    const all = [common, ...tables.values(), ...core];
    const english = all.flatMap((table) =>
      [...table].filter(([, text]) => /[a-z]{2,} (?:[a-z]+ )+[a-z]{2,}/.test(text)),
    );
    expect(english).toEqual([]);
    for (const table of all)
      for (const [name, text] of table)
        expect(text.replaceAll(/\[[^\]]*\]/g, ''), name).not.toMatch(/\p{Script=Han} ?[,:;!?](?: |$)|\d %/u);
  });
});

it('a failure gives no reason in English alone', () => {
  for (const { path } of sources) {
    for (const { type, key, value } of nodesIn(path)) {
      const isWhat = type === 'Property' && (key as { name?: string }).name === 'what';
      const { type: kind } = Object(value) as Node;
      const isText = kind === 'TemplateLiteral' || (kind === 'Literal' && typeof (value as Node).value === 'string');
      expect(isWhat && isText, path).toBe(false);
    }
  }
});
