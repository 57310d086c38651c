/**
 * Writes the custom elements manifest of the package it is run in, from the JSDoc of `src/` and the class that was built.
 * Private members, statics, and modules that declare no element are left out: they are not for users.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { propertyDocs } from './property-docs.mjs';

const core = fileURLToPath(new URL('../packages/core', import.meta.url));

/** Lit's own life cycle: public because a base class makes it so, of no use to who writes a page. */
const inner = new Set([
  'addEventListener',
  'removeEventListener',
  'connectedCallback',
  'disconnectedCallback',
  'attributeChangedCallback',
  'createRenderRoot',
]);

const isPublic = (member) =>
  !member.name.startsWith('#') &&
  !member.name.startsWith('_') &&
  !member.static &&
  !inner.has(member.name) &&
  member.privacy !== 'private' &&
  member.privacy !== 'protected';

const inDist = (path) => path?.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js');

/** A method's return type as it is written: the analyzer gives up on types with braces. */
function returnType(source, name) {
  const [, type] = new RegExp(`\\n  (?:async )?${name}\\([^\\n]*?\\): (\\S[^\\n]*) \\{\\n`).exec(source) ?? [];
  return type;
}

const literal = (value) => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value));

/** The words that an attribute's list has in core, and a sentence that says them: pages may register more. */
async function listsOfCore() {
  const { colormap, colormapKinds, colormapNames } = await import(
    pathToFileURL(join(core, 'dist/color/index.js')).href
  );
  const ofKind = colormapKinds.map((kind) => {
    const names = colormapNames().filter((name) => colormap(name).kind === kind);
    return `${kind} are ${names.map((name) => `\`${name}\``).join(', ')}`;
  });
  return { colormaps: { names: colormapNames(), sentence: `Of core’s, ${ofKind.join('; ')}.` } };
}

/** A sentence, and the words that a property may be, where neither it nor the type says them. */
function withChoices(description = '', type = '', choices = [], list = undefined) {
  if (list) return `${description} ${list.sentence}`;
  const isListed = choices.every((choice) => description.includes(choice) || type.includes(`'${choice}'`));
  return isListed ? description : `${description} One of ${choices.map((choice) => `\`${choice}\``).join(', ')}.`;
}

/** A type, its words in the order in which the table has them: compilers sort them. */
function withOrder(type, choices = []) {
  const place = (part) => choices.indexOf(part.slice(1, -1));
  const parts = type?.split(' | ') ?? [];
  const words = parts.filter((part) => place(part) >= 0).sort((a, b) => place(a) - place(b));
  return parts.map((part) => (place(part) >= 0 ? words.shift() : part)).join(' | ');
}

/** The properties of a class as its table says them: what it has from its base classes comes first. */
function propertiesOf({ name, superclass }, built, { docs, bases, lists }) {
  const said = new Map();
  for (let one = { name, superclass }; one; one = bases.get(one.superclass?.name))
    for (const [property, doc] of docs(one.name)) if (!said.has(property)) said.set(property, doc);
  return Array.from(built.elementProperties, ([fieldName, { attribute, initial, choices, list }]) => {
    const words = choices ?? lists[list]?.names;
    const { description, type, default: inWords } = said.get(fieldName) ?? {};
    return {
      name: typeof attribute === 'string' ? attribute : fieldName.toLowerCase(),
      isAttribute: attribute !== false,
      fieldName,
      description: withChoices(description, type, choices, lists[list]),
      type: { text: withOrder(type, choices) },
      default: inWords ?? literal(initial),
      ...(words ? { choices: words } : {}),
    };
  });
}

/** Gives the methods of a class the return types that the analyzer has lost. */
function completeTypes({ members = [] }, source) {
  for (const { kind, name, return: result } of members)
    if (kind === 'method' && result?.type?.text === '') result.type.text = returnType(source, name);
}

/** Interfaces that list events, `'attn-load': LoadDetail;`, of these sources: details by event, by the name of the interface. */
function eventLists(sources) {
  const lists = new Map();
  for (const source of sources) {
    for (const [, name, body] of source.matchAll(/^export interface (\w+Events) \{\n([^}]*)\}/gm)) {
      const events = [...body.matchAll(/'([\w-]+)': ([^;]+);/g)].map(([, event, detail]) => [event, detail]);
      lists.set(name, new Map(events));
    }
  }
  return lists;
}

/** The sources below a folder. */
const sourcesOf = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(folder, path), 'utf8'));

/** Gives the events of a class the types that its `addEventListener` is declared with. */
function typeEvents({ events = [], members = [] }, lists) {
  const listening = members.find(({ name }) => name === 'addEventListener')?.type?.text;
  const details = lists.get(/^Listening<(\w+)>$/.exec(listening)?.[1]);
  for (const event of events) {
    const detail = details?.get(event.name);
    if (detail) event.type = { text: `CustomEvent<${detail}>` };
  }
}

/** Classes of modules that the analyzer has read, by name. */
function classesOf({ modules }, folder) {
  const classes = new Map();
  for (const { path, declarations } of modules) {
    const source = readFileSync(join(folder, path), 'utf8');
    for (const declaration of declarations.filter(({ kind }) => kind === 'class')) {
      completeTypes(declaration, source);
      classes.set(declaration.name, declaration);
    }
  }
  return classes;
}

/** The manifest of a folder as the analyzer writes it. */
const analyzed = (folder, globs) =>
  cli({ argv: ['analyze', '--litelement', '--quiet', '--globs', globs], cwd: folder, noWrite: true });

/** The base classes of core, what all figures have is documented there, and those of an element's own. */
async function baseClasses(manifest, folder) {
  const ofCore = classesOf(await analyzed(core, 'src/element/base/**/*.ts'), core);
  return new Map([...ofCore, ...classesOf(manifest, folder)]);
}

/** Lists of a declaration whose entries have names. */
const described = ['members', 'attributes', 'events', 'slots', 'cssParts', 'cssProperties'];

/** A class with what it has from its base classes; where it says a thing itself, in its own words. */
function withInherited(declaration, bases) {
  const base = bases.get(declaration.superclass?.name);
  if (!base) return declaration;
  const from = withInherited(base, bases);
  // Members of all elements come first, in the order of the page.
  const merged = (field) => {
    const own = declaration[field] ?? [];
    const inherited = (from[field] ?? []).filter(({ name }) => !own.some((one) => one.name === name));
    return inherited.length + own.length > 0 ? { [field]: [...inherited, ...own] } : {};
  };
  return Object.assign({ ...declaration }, ...described.map(merged));
}

/** Public part of a module, null when it has none. */
function published(module, folder, built, manual) {
  const declarations = module.declarations
    .filter((declaration) => declaration.customElement || declaration.tagName)
    .map((declaration) => withInherited(declaration, manual.bases));
  const definitions = module.exports?.filter(({ kind }) => kind === 'custom-element-definition') ?? [];
  if (declarations.length === 0 && definitions.length === 0) return null;
  const source = readFileSync(join(folder, module.path), 'utf8');
  for (const declaration of declarations) {
    completeTypes(declaration, source);
    typeEvents(declaration, manual.events);
    const properties = propertiesOf(declaration, built[declaration.name], manual);
    declaration.attributes = properties
      .filter(({ isAttribute }) => isAttribute)
      .map(({ isAttribute: _, ...attribute }) => attribute);
    const fields = properties.map(({ name, isAttribute, fieldName, choices: _, ...said }) => {
      return { kind: 'field', name: fieldName, ...said, ...(isAttribute ? { attribute: name } : {}) };
    });
    const named = new Set(fields.map(({ name }) => name));
    const others = declaration.members.filter((one) => isPublic(one) && !named.has(one.name));
    // A base class of the element's own is nothing that users see.
    declaration.members = [...fields, ...others.map(({ inheritedFrom: _, ...one }) => one)];
    // An event without a sentence of its own was found in a call, not documented.
    declaration.events = declaration.events?.filter(({ description }) => description);
  }
  const exports = module.exports.filter(({ kind, name }) => {
    return kind === 'custom-element-definition' || declarations.some((declaration) => declaration.name === name);
  });
  for (const { declaration } of exports) if (declaration.module) declaration.module = inDist(declaration.module);
  return { ...module, path: inDist(module.path), declarations, exports };
}

/** The manifest of the package in `folder`, which is built. */
export async function manifestOf(folder) {
  const manifest = await analyzed(folder, 'src/**/*.ts');
  const built = await import(pathToFileURL(join(folder, 'dist', 'index.js')).href);
  // Reading it makes Lit collect the properties of the class.
  for (const member of Object.values(built)) void member?.observedAttributes;
  const manual = {
    bases: await baseClasses(manifest, folder),
    docs: propertyDocs([join(folder, 'dist'), join(core, 'dist', 'element')]),
    lists: await listsOfCore(),
    events: eventLists([join(core, 'src/element'), join(folder, 'src')].flatMap(sourcesOf)),
  };
  const modules = manifest.modules.map((module) => published(module, folder, built, manual)).filter(Boolean);
  return { ...manifest, readme: 'README.md', modules };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const manifest = await manifestOf(process.cwd());
  if (!manifest.modules.some(({ declarations }) => declarations.some(({ tagName }) => tagName))) {
    console.error('No class in src/ says which element it is: @customElement is missing from its JSDoc.');
    process.exit(1);
  }
  writeFileSync('custom-elements.json', `${JSON.stringify(manifest, null, 2)}\n`);
}
