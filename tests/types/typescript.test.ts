import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Modules of a README: fences of JavaScript and TypeScript, and module scripts of HTML that import nothing beside the page. */
function snippets(tag: string): string[] {
  const readme = readFileSync(join(root, 'packages', tag, 'README.md'), 'utf8');
  return [...readme.matchAll(/^```(?:js|ts|javascript|typescript)\n(.*?)^```$/gms)].map(([, text]) => text);
}

describe('the snippets of a README compile', () => {
  for (const { tag, name } of elements) {
    for (const [at, text] of snippets(tag).entries()) {
      const isThere = /(const|let) (figure|trainer|text) = /.test(text);
      const known = isThere ? '' : `declare const figure: ${name};\ndeclare const trainer: ${name};\n`;
      // A page knows that its figure is there; the compiler cannot.
      const sure = text.replaceAll(/(document\.querySelector\([^)]*\));/g, '$1!;');
      const start = `import '@attn-elements/${tag}/define';\nimport type { ${name} } from '@attn-elements/${tag}';\n`;
      compiles(
        `${tag}, ${at + 1}`,
        `snippet-${tag}-${at}.ts`,
        `${start}${known}declare const weights: number[][];\n${sure}`,
      );
    }
  }
});
