/**
 * Writes what editors and templates know of the element of the package it is run in, from its manifest: types of its tag in JSX
 * (React 19, Preact, Solid), Vue and Svelte, in `frameworks/`, and its data for VS Code and JetBrains; of the package of all elements, those of
 * all. Types of properties and events are those of the
 * class itself.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { elementTags } from './bootstrap.mjs';

const written = '// Written by scripts/framework-types.mjs from the manifest.';

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** Text for a comment. */
const comment = (text = '') => text.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ').trim();

/** The element of a manifest. */
export function elementOf(manifest) {
  return manifest.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName);
}

/** Attributes and properties that a template may set, by name: with what is said of them, and the property that has their type. */
function settable({ attributes = [], members = [] }) {
  const found = new Map();
  for (const { name, fieldName, description } of attributes) {
    found.set(name, { fieldName, description });
    found.set(fieldName, { fieldName, description });
  }
  for (const { kind, name, readonly, description } of members) {
    if (kind === 'field' && !readonly && !found.has(name)) found.set(name, { fieldName: name, description });
  }
  return found;
}

/** The interface that all frameworks build on. */
function propsModule(element) {
  const { name, tagName } = element;
  const lines = [...settable(element)].map(([key, { fieldName, description }]) => {
    const quoted = /^\w+$/.test(key) ? key : `'${key}'`;
    return `  /** ${comment(description)} */\n  ${quoted}?: Given<${name}['${fieldName}']>;\n`;
  });
  return `${written}
import type { DetailsOf, Given } from '@attn-elements/core/element';
import type { ${name} } from '../dist/index.js';

/** Attributes and properties of \`<${tagName}>\`. */
export interface ${name}Props {
${lines.join('')}}

/** Details of its events. */
export type ${name}Details = DetailsOf<${name}>;
`;
}

// The names of a module that is added to are known where it is added to, before one's own: those of a tag begin with its class.

function reactModule({ name, tagName }) {
  return `${written}
import type { ClassAttributes, HTMLAttributes } from 'react';
import type { ${name} } from '../dist/index.js';
import type { ${name}Details, ${name}Props } from './props.js';

type Listeners<Details> = {
  [Type in keyof Details & string as \`on\${Type}\`]?: (event: CustomEvent<Details[Type]>) => void;
};

type ${name}Attributes = Omit<HTMLAttributes<${name}>, keyof ${name}Props> & ${name}Props & Listeners<${name}Details>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      '${tagName}': ClassAttributes<${name}> & ${name}Attributes;
    }
  }
}
`;
}

function preactModule({ name, tagName }) {
  return `${written}
import type { ClassAttributes, ComponentProps } from 'preact';
import type { ${name} } from '../dist/index.js';
import type { ${name}Details, ${name}Props } from './props.js';

type Listeners<Details> = {
  [Type in keyof Details & string as \`on\${Type}\`]?: (event: CustomEvent<Details[Type]>) => void;
};

// Of any tag: versions differ in where they have the attributes of all.
type ${name}Attributes = Omit<ComponentProps<'div'>, keyof ${name}Props | 'ref'> & ${name}Props & Listeners<${name}Details>;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      '${tagName}': ClassAttributes<${name}> & ${name}Attributes;
    }
  }
}
`;
}

function solidModule({ name, tagName }) {
  return `${written}
import type { JSX } from 'solid-js';
import type { ${name} } from '../dist/index.js';
import type { ${name}Details, ${name}Props } from './props.js';

type Listeners<Details> = {
  [Type in keyof Details & string as \`on:\${Type}\`]?: (event: CustomEvent<Details[Type]>) => void;
};

type Properties = { [Name in keyof ${name}Props as \`prop:\${Name}\`]?: ${name}Props[Name] };

type ${name}Attributes = Omit<JSX.HTMLAttributes<${name}>, keyof ${name}Props> & ${name}Props & Properties & Listeners<${name}Details>;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      '${tagName}': ${name}Attributes;
    }
  }
}
`;
}

function vueModule({ name, tagName }) {
  return `${written}
import type { HTMLAttributes, PublicProps } from 'vue';
import type { ${name}Details, ${name}Props } from './props.js';

type Camel<Name extends string> = Name extends \`\${infer First}-\${infer Rest}\` ? \`\${First}\${Capitalize<Camel<Rest>>}\` : Name;

type Listeners<Details> = {
  [Type in keyof Details & string as \`on\${Capitalize<Camel<Type>>}\`]?: (event: CustomEvent<Details[Type]>) => void;
};

type ${name}TagProps = Omit<HTMLAttributes, keyof ${name}Props> & ${name}Props & Listeners<${name}Details> & PublicProps;

declare module 'vue' {
  interface GlobalComponents {
    '${tagName}': new () => { $props: ${name}TagProps; $slots: { default?: () => unknown; caption?: () => unknown } };
  }
}
`;
}

function svelteModule({ name, tagName }) {
  return `${written}
import type { HTMLAttributes } from 'svelte/elements';
import type { ${name} } from '../dist/index.js';
import type { ${name}Details, ${name}Props } from './props.js';

type Listeners<Details> = {
  [Type in keyof Details & string as \`on\${Type}\`]?: (event: CustomEvent<Details[Type]>) => void;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    '${tagName}': Omit<HTMLAttributes<${name}>, keyof ${name}Props> & ${name}Props & Listeners<${name}Details>;
  }
}
`;
}

/** Words that an attribute may be, where its type lists them. */
const wordsOf = (type) => [...(type?.text ?? '').matchAll(/'([^']+)'/g)].map(([, word]) => word);

/** https://code.visualstudio.com/docs/languages/html#_html-custom-data */
function customData({ tagName, description, attributes = [] }) {
  return {
    version: 1.1,
    tags: [
      {
        name: tagName,
        description,
        attributes: attributes.map(({ name, description: told, type }) => {
          const words = wordsOf(type);
          const values = words.length > 0 ? { values: words.map((word) => ({ name: word })) } : {};
          return { name, description: told, ...(type?.text === 'boolean' ? { valueSet: 'v' } : values) };
        }),
      },
    ],
  };
}

/** https://github.com/JetBrains/web-types */
function webTypes(element, { name, version }) {
  const { tagName, description, attributes = [], events = [], slots = [], cssParts = [], cssProperties = [] } = element;
  const told = (list) => list.map((one) => ({ name: one.name, description: one.description }));
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: [
          {
            name: tagName,
            description,
            attributes: attributes.map(({ name: attribute, description: says, type, default: initial }) => ({
              name: attribute,
              description: says,
              ...(initial ? { default: initial } : {}),
              value: { type: type?.text ?? 'string' },
            })),
            slots: told(slots),
            js: {
              properties: [...settable(element)].map(([property, { description: says }]) => ({
                name: property,
                description: says,
              })),
              events: told(events),
            },
            css: { parts: told(cssParts), properties: told(cssProperties) },
          },
        ],
      },
    },
  };
}

/** Every file for an element, by its path in the package. */
export function frameworkFiles(manifest, packageManifest) {
  const element = elementOf(manifest);
  return {
    'frameworks/props.d.ts': propsModule(element),
    'frameworks/react.d.ts': reactModule(element),
    'frameworks/preact.d.ts': preactModule(element),
    'frameworks/solid.d.ts': solidModule(element),
    'frameworks/vue.d.ts': vueModule(element),
    'frameworks/svelte.d.ts': svelteModule(element),
    'frameworks/vscode.json': json(customData(element)),
    'frameworks/web-types.json': json(webTypes(element, packageManifest)),
  };
}

const frameworks = ['react', 'preact', 'solid', 'vue', 'svelte'];

/** Every file for the package of all elements: who names it names all. @param data custom data for VS Code of each element */
export function collectionFiles(tags, data) {
  const named = (framework) =>
    tags.map((tag) => `/// <reference types="@attn-elements/${tag}/${framework}" />\n`).join('');
  const types = frameworks.map((name) => [`frameworks/${name}.d.ts`, `${written}\n${named(name)}export {};\n`]);
  const all = json({ version: 1.1, tags: data.flatMap((one) => one.tags) });
  return { ...Object.fromEntries(types), 'frameworks/vscode.json': all };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
  mkdirSync('frameworks', { recursive: true });
  const files = existsSync('custom-elements.json')
    ? frameworkFiles(read('custom-elements.json'), read('package.json'))
    : collectionFiles(
        elementTags(),
        elementTags().map((tag) => read(join('..', tag, 'frameworks/vscode.json'))),
      );
  for (const [path, text] of Object.entries(files)) writeFileSync(join('.', path), text);
}
