/**
 * Writes the API tables of every element's README from its manifest, between two marks, and which attributes are some elements' alone. `npm run api-tables` after a
 * build; a check in `npm test` compares them.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { elementTags, root } from './bootstrap.mjs';

const begin = '<!-- API: written by npm run api-tables from the JSDoc in src -->';
const end = '<!-- end of API -->';

/** A default as it is written, or, where it comes from what is shown, in words. */
const defaultCell = (text) =>
  /^(?:'[^']*'|-?[\d.]+|\[.*\]|true|false|null)$/.test(text ?? '') ? code(text) : cell(text);

/** Text as a table cell: one line, and no bar that would end the cell. */
const cell = (text) =>
  (text ?? '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .trim();
const code = (text) => (text ? `\`${cell(text)}\`` : '');

const row = (cells) => `| ${cells.join(' | ')} |`;

/** A table without the columns that stay empty, nothing without rows. */
function table(title, columns, rows) {
  if (rows.length === 0) return [];
  const used = columns.map((_, i) => rows.some((cells) => cells[i] !== ''));
  const lines = [columns, columns.map(() => '---'), ...rows].map((cells) => row(cells.filter((_, i) => used[i])));
  return [`### ${title}`, '', ...lines, ''];
}

/** In the order of the source, in which what belongs together stands together. */
const listed = (list) => list ?? [];

function signature({ name, parameters, return: result }) {
  const list = (parameters ?? []).map(({ name: parameter, optional, type }) => {
    // Options that are taken apart in the parameter list have no name of their own.
    if (parameter.startsWith('{')) return `options?: ${type?.text ?? 'object'}`;
    return `${parameter}${optional ? '?' : ''}${type ? `: ${type.text}` : ''}`;
  });
  return `${name}(${list.join(', ')})${result?.type ? `: ${result.type.text}` : ''}`;
}

/** The declaration of a tag in its manifest. */
export function declarationOf(manifest, tag) {
  const found = manifest.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === tag);
  if (!found) throw new Error(`The manifest of ${tag} declares no <${tag}>.`);
  return found;
}

/** The tables of one element as Markdown. */
export function apiTables(manifest, tag) {
  const element = declarationOf(manifest, tag);
  const fields = (element.members ?? []).filter(({ kind }) => kind === 'field');
  const withAttribute = new Set((element.attributes ?? []).map(({ fieldName }) => fieldName));
  const fieldOf = ({ fieldName }) => fields.find(({ name }) => name === fieldName) ?? {};
  const lines = [
    ...table(
      'Attributes',
      ['Attribute', 'Property', 'Type', 'Default', 'What it does'],
      listed(element.attributes).map((attribute) => {
        const field = fieldOf(attribute);
        const type = attribute.type?.text ?? field.type?.text;
        const initial = attribute.default ?? field.default;
        return [
          code(attribute.name),
          code(attribute.fieldName),
          code(type),
          defaultCell(initial),
          cell(attribute.description ?? field.description),
        ];
      }),
    ),
    ...table(
      'Properties without an attribute',
      ['Property', 'Type', 'What it is'],
      listed(fields.filter(({ name }) => !withAttribute.has(name))).map((field) => {
        return [
          code(field.name),
          code(field.type?.text),
          cell(`${field.readonly ? 'Read only. ' : ''}${field.description ?? ''}`),
        ];
      }),
    ),
    ...table(
      'Methods',
      ['Method', 'What it does'],
      listed((element.members ?? []).filter(({ kind }) => kind === 'method')).map((method) => [
        code(signature(method)),
        cell(method.description),
      ]),
    ),
    ...table(
      'Events',
      ['Event', 'Type', 'When'],
      listed(element.events).map(({ name, type, description }) => [code(name), code(type?.text), cell(description)]),
    ),
    ...table(
      'Slots',
      ['Slot', 'What goes in'],
      listed(element.slots).map(({ name, description }) => [name ? code(name) : '(default)', cell(description)]),
    ),
    ...table(
      'Parts',
      ['Part', 'What it is'],
      listed(element.cssParts).map(({ name, description }) => [code(name), cell(description)]),
    ),
    ...table(
      'Custom properties',
      ['Name', 'Default', 'What it sets'],
      listed(element.cssProperties).map(({ name, default: initial, description }) => [
        code(name),
        code(initial),
        cell(description),
      ]),
    ),
  ];
  return lines.join('\n').trimEnd();
}

/** A README with the tables between its marks. */
export function withTables(readme, tables) {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The README lacks the line ${begin} and, below it, ${end}.`);
  return `${readme.slice(0, from)}${begin}\n\n${tables}\n\n${readme.slice(to)}`;
}

/** The README of a tag as it is, and as it should be. */
export function readmeOf(tag) {
  const folder = join(root, 'packages', tag);
  const file = join(folder, 'README.md');
  const manifest = JSON.parse(readFileSync(join(folder, 'custom-elements.json'), 'utf8'));
  const is = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return { file, is, should: withTables(is, apiTables(manifest, tag)) };
}

/** Writes the tables of these elements, where they are not up to date. */
export function writeTables(tags) {
  for (const tag of tags) {
    const { file, is, should } = readmeOf(tag);
    if (is !== should) writeFileSync(file, should);
    console.log(`README of ${tag}: ${is === should ? 'up to date' : 'written'}`);
  }
}

/** The source that names the attributes which some elements have and others have not, as it is and as it should be. */
export function siblingAttributes() {
  const file = join(root, 'packages/core/src/element/properties/sibling-attributes.ts');
  const owners = new Map();
  const tags = elementTags();
  for (const tag of tags) {
    const manifest = JSON.parse(readFileSync(join(root, 'packages', tag, 'custom-elements.json'), 'utf8'));
    for (const { name } of listed(declarationOf(manifest, tag).attributes))
      owners.set(name, [...(owners.get(name) ?? []), tag]);
  }
  const some = [...owners].filter(([, own]) => own.length < tags.length).sort(([a], [b]) => (a < b ? -1 : 1));
  const should = `/** Attributes that some of our elements have and others have not, with the tags of those that do: written by npm run api-tables. */
const owners: ReadonlyMap<string, string> = new Map([
${some.map(([name, own]) => `  ['${name}', '${own.join(' ')}'],`).join('\n')}
]);

/** Tags of the elements that have an attribute, where not all have it; none of others. */
export function ownersOf(attribute: string): readonly string[] {
  return owners.get(attribute)?.split(' ') ?? [];
}
`;
  return { file, is: existsSync(file) ? readFileSync(file, 'utf8') : '', should };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeTables(elementTags());
  const { file, is, should } = siblingAttributes();
  if (is !== should) writeFileSync(file, should);
}
