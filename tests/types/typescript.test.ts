import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';
import { problemsIn } from './compile.js';
import { elements } from './manifests.js';

const modules: Record<string, string> = {};
let problems: Map<string, string[]>;
beforeAll(() => {
  problems = problemsIn(modules);
});

/** A module that compiles, or, with sentences, one that fails with these alone. */
function compiles(what: string, name: string, text: string, sentences: readonly RegExp[] = []): void {
  modules[name] = `${text}\nexport {};\n`;
  it(what, () => {
    expect(problems.get(name)).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)));
  });
}

const detailOf = (type: { readonly text: string } | undefined) => /^CustomEvent<(\w+)>$/.exec(type?.text ?? '')?.[1];

it('the types of the packages compile without skipLibCheck', () => {
  expect(problems.get('packages')).toEqual([]);
});

describe('strict TypeScript knows every event of a tag, and its detail by the name that the manifest gives', () => {
  for (const { tag, events } of elements) {
    const details = [...new Set(events.map(({ type }) => detailOf(type)))].join(', ');
    const listeners = events.map(
      ({ name, type }) => `figure.addEventListener('${name}', ({ detail }) => {
  // Of \`any\` this would be never, to which nothing can be assigned.
  const known: 0 extends 1 & typeof detail ? never : ${detailOf(type)} = detail;
  console.log(known);
});
figure.removeEventListener('${name}', (event) => console.log(event.detail));`,
    );
    compiles(
      tag,
      `events-${tag}.ts`,
      `import '@attn-elements/${tag}/define';\nimport type { ${details} } from '@attn-elements/${tag}';
const figure = document.createElement('${tag}');\n${listeners.join('\n')}`,
    );
  }
});

describe('strict TypeScript', () => {
  const figure =
    "import '@attn-elements/attn-heatmap/define';\nconst figure = document.createElement('attn-heatmap');\n";

  compiles(
    'keeps the events that every element has, and listeners that are objects',
    'other-events.ts',
    `${figure}figure.addEventListener('click', (event) => console.log(event.clientX));
figure.addEventListener('something-else', { handleEvent: (event: Event) => console.log(event.type) });
const element: HTMLElement = figure;
element.addEventListener('attn-select', (event) => console.log(event.type));`,
  );
  compiles(
    'refuses a detail that there is not',
    'wrong-detail.ts',
    `${figure}figure.addEventListener('attn-select', ({ detail }) => console.log(detail.loss));`,
    [/^3: TS2339 .*'loss'/],
  );
});

describe('JSX of React 19', () => {
  const types = elements.map(({ tag }) => `/// <reference types="@attn-elements/${tag}/react" />\n`).join('');
  const page = (markup: string, imports = '') => `${types}${imports}export const page = () => (\n${markup}\n);`;

  for (const { tag, name, attributes, events } of elements) {
    const given = attributes.map(({ name: attribute, fieldName }) => `${attribute}={all.${fieldName}}`).join(' ');
    const heard = events.map(
      ({ name: event, type }) =>
        `on${event}={({ detail }) => { const known: ${detailOf(type)} = detail; console.log(known); }}`,
    );
    const details = [...new Set(events.map(({ type }) => detailOf(type)))].join(', ');
    compiles(
      `knows <${tag}> with its attributes, properties and events`,
      `every-${tag}.tsx`,
      page(
        `<${tag} id="a" className="b" style={{ height: 420 }} ${given} ${heard.join(' ')}>text</${tag}>`,
        `import type { ${name}, ${details} } from '@attn-elements/${tag}';\ndeclare const all: ${name};\n`,
      ),
    );
  }

  compiles(
    'takes what HTML would say, values of properties, a ref and a listener',
    'page.tsx',
    page(`<attn-heatmap src="weights.json" layer={0} head="mean" tokens="the cat" hide-first-token colormap="team_r"
  data={[[1, 0]]} domain={[0, 1]} ref={(figure) => void figure?.toSVG()}
  onattn-select={({ detail }) => console.log(detail.query, detail.keyToken)}>
  <span slot="caption">Who is it?</span>
</attn-heatmap>`),
  );

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['a word that is none of an attribute’s', '<attn-heatmap scale="cubic" />', /"cubic"/],
    ['another type', '<attn-heatmap layer={{}} />', /is not assignable/],
    ['an attribute that there is not', '<attn-heatmap sauce="x" />', /'sauce' does not exist/],
    [
      'a detail that there is not',
      '<pe-plot onattn-select={({ detail }) => console.log(detail.queryToken)} />',
      /'queryToken'/,
    ],
    ['a tag that there is not', '<attn-heatmaps />', /'attn-heatmaps' does not exist/],
  ];
  for (const [at, [what, markup, sentence]] of wrong.entries()) {
    compiles(`refuses ${what}`, `wrong-${at}.tsx`, page(markup), [sentence]);
  }
});

const refused: readonly (readonly [string, string, RegExp])[] = [
  ['a word that is none of an attribute’s', '<attn-heatmap scale="cubic" />', /"cubic"/],
  ['an attribute that there is not', '<attn-heatmap sauce="x" />', /'sauce' does not exist/],
];

/** JSX of a framework, in a program of its own: a compiler knows one at a time. */
function jsxOf(framework: 'preact' | 'solid-js', kind: 'preact' | 'solid', on: string): void {
  const start = `/// <reference types="attn-elements/${kind}" />\n`;
  const right = elements.map(({ tag, name, attributes, events }) => {
    const given = attributes.map(({ name: attribute, fieldName }) => `${attribute}={all.${fieldName}}`).join(' ');
    const heard = events.map(
      ({ name: event, type }) =>
        `${on}${event}={({ detail }) => { const known: ${detailOf(type)} = detail; void known; }}`,
    );
    const details = [...new Set(events.map(({ type }) => detailOf(type)))].join(', ');
    const head = `${start}import type { ${name}, ${details} } from '@attn-elements/${tag}';\ndeclare const all: ${name};\n`;
    return [
      `${kind}-${tag}.tsx`,
      `${head}export const page = () => (<${tag} id="a" ref={(figure: ${name} | null) => void figure?.toSVG()} ${given} ${heard.join(' ')}>text</${tag}>);`,
    ] as const;
  });
  const wrong = refused.map(
    ([, markup], at) => [`${kind}-wrong-${at}.tsx`, `${start}export const page = () => (${markup});`] as const,
  );
  it(`JSX of ${framework} knows the tags, by one line for all`, () => {
    const jsx = kind === 'solid' ? ts.JsxEmit.Preserve : ts.JsxEmit.ReactJSX;
    const found = problemsIn(Object.fromEntries([...right, ...wrong]), {
      jsx,
      jsxImportSource: framework,
      skipLibCheck: true,
    });
    for (const [name] of right) expect(found.get(name), name).toEqual([]);
    for (const [at, [, , sentence]] of refused.entries())
      expect(found.get(wrong[at][0])).toEqual([expect.stringMatching(sentence)]);
  });
}

jsxOf('preact', 'preact', 'on');
jsxOf('solid-js', 'solid', 'on:');

it('compilers that resolve modules as Node 10 did find the types, too', () => {
  const lines = elements.map(
    ({ tag }, at) => `import '@attn-elements/${tag}/define';
const figure${at} = document.createElement('${tag}');
figure${at}.addEventListener('attn-error', ({ detail }) => { const code: string = detail.code; console.log(code); });
// @ts-expect-error There is no such property.
console.log(figure${at}.sauce);`,
  );
  const text = `${lines.join('\n')}\nimport 'attn-elements/define';\nimport { registerColormap } from '@attn-elements/core/register';
registerColormap('team', { colors: ['#fff', '#000'] });\n`;
  const old = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Node10, skipLibCheck: true };
  expect(problemsIn({ 'node10.ts': text }, old).get('node10.ts')).toEqual([]);
});

/** Modules of a README: fences of JavaScript and TypeScript, and module scripts of HTML. */
function snippets(folder: string): string[] {
  const readme = readFileSync(join(root, folder, 'README.md'), 'utf8');
  const fences = [...readme.matchAll(/^```(?:js|ts|javascript|typescript)\n(.*?)^```$/gms)];
  const scripts = [...readme.matchAll(/<script type="module">\n(.*?)<\/script>/gs)];
  return [...fences, ...scripts].map(([, text]) => text);
}

/** What a snippet stands beside: a figure of the page, and a page's own modules. */
const beside = (name: string) => ({
  figure: `declare const figure: ${name};`,
  trainer: `declare const trainer: ${name};`,
  other: 'declare const other: HTMLElementTagNameMap["attn-heatmap"];',
  weights: 'declare const weights: number[][];',
  reactive: 'declare function reactive<Value>(value: Value): Value;',
});

describe('the snippets of a README compile', () => {
  // A reader of a format, beside the page.
  modules['grid.ts'] = 'export const read = (bytes: Uint8Array): number[][] => [[bytes.length]];';
  const readmes = [
    ...elements.map(({ tag, name }) => [join('packages', tag), name, tag]),
    ['.', 'AttnHeatmap', 'attn-heatmap'],
    [join('packages', 'attn-elements'), 'AttnHeatmap', 'attn-heatmap'],
  ];
  for (const [folder, name, tag] of readmes) {
    for (const [at, text] of snippets(folder).entries()) {
      const known = Object.entries(beside(name)).flatMap(([word, line]) =>
        new RegExp(`(const|let) ${word} =`).test(text) ? [] : [line],
      );
      const sure = text
        // A page knows that its figure is there; the compiler cannot.
        .replaceAll(/(document\.querySelector\([^)]*\));/g, '$1!;')
        // Files that lie beside the page are those of a CDN.
        .replaceAll(/'\.\/(attn-\w+|pe-plot)\.js'/g, "'@attn-elements/$1/cdn'");
      const type = `type ${name} = import('@attn-elements/${tag}').${name};`;
      const start = `import '@attn-elements/${tag}/define';\n${/import \{[^}]*AttnHeatmap/.test(text) ? '' : type}\n${known.join('\n')}\n`;
      compiles(`${folder}, ${at + 1}`, `snippet-${folder.replaceAll(/\W/g, '-')}-${at}.ts`, `${start}${sure}`);
    }
  }
});
