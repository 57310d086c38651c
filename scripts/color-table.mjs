/**
 * `npm run color-table -- name file --kind sequential --source "turbo by …, licence"`: makes a colour map of core from its 256
 * colours: `packages/core/src/color/maps/<name>.ts`, and its line in `maps/index.ts`.
 *
 * The file holds 256 rows of red, green and blue: CSV or other text with a header or none, JSON ([r, g, b] or `#rrggbb` each), or npy,
 * for which core is built. Whole numbers up to 255 are bytes; numbers up to 1 are rounded to the nearest byte.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from './bootstrap.mjs';

const SIZE = 256;

/** Rows of numbers as a file of text has them; a first line without numbers is a header. */
function rowsOfText(text) {
  const rows = text
    .split(/\r?\n/)
    .filter((line) => line.trim() && !line.startsWith('#'))
    .map((line) =>
      line
        .trim()
        .split(/[\s,;]+/)
        .map(Number),
    );
  return rows[0]?.some(Number.isNaN) ? rows.slice(1) : rows;
}

/** The rows of a file, as numbers that it holds. */
export async function readRows(path) {
  const bytes = readFileSync(path);
  const extension = extname(path).toLowerCase();
  if (extension === '.json') {
    return JSON.parse(bytes.toString('utf8')).map((color) =>
      typeof color === 'string' ? color.match(/[\da-f]{2}/gi).map((part) => Number.parseInt(part, 16)) : color,
    );
  }
  if (extension !== '.npy') return rowsOfText(bytes.toString('utf8'));
  const { load } = await import('../packages/core/dist/data/index.js');
  const file = await load(new Uint8Array(bytes));
  const array = await file.get(file.names[0]);
  const values = Array.from(array.float64());
  const width = array.shape.at(-1);
  return Array.from({ length: values.length / width }, (_, row) => values.slice(row * width, (row + 1) * width));
}

/**
 * 256 colours as bytes.
 * @param {number[][]} rows red, green, blue, and perhaps an opacity, which is left out
 */
export function bytesOf(rows) {
  if (rows.length !== SIZE) throw new Error(`A colour table has ${SIZE} rows; this one has ${rows.length}.`);
  const colors = rows.map((row) => row.slice(0, 3));
  const values = colors.flat();
  if (values.length !== SIZE * 3 || !values.every((value) => value >= 0 && value <= 255))
    throw new Error('Every row is red, green and blue, from 0 to 255 or from 0 to 1.');
  const isShare = values.every((value) => value <= 1);
  if (!isShare && !values.every(Number.isInteger)) throw new Error('Numbers above 1 are bytes, and whole.');
  return colors.map((row) => row.map((value) => (isShare ? Math.round(value * 255) : value)));
}

/** A step from one entry to the next as core stores it: `m` is none, `n` is +1, `l` is −1. */
function letter(step, entry) {
  if (step < -12 || step > 13)
    throw new Error(`A step of ${step} between colours ${entry} and ${entry + 1} has no letter.`);
  return String.fromCharCode(109 + step);
}

/** The module of a map. */
export function mapModule(name, colors, kind, source) {
  const channels = [0, 1, 2].map((channel) =>
    colors.slice(1).map((color, entry) => letter(color[channel] - colors[entry][channel], entry)),
  );
  return `import type { StoredColormap } from '../stored-colormap.js';

/** ${source} */
export const ${name}: StoredColormap = {
  kind: '${kind}',
  table: [
    [${colors[0].join(', ')}],
${channels.map((steps) => `    '${steps.join('')}',\n`).join('')}  ],
};
`;
}

/** The list of maps with one more, which is named last. */
export function withMap(index, name) {
  if (index.includes(`import { ${name} }`)) return index;
  const imports = [...index.matchAll(/^import \{ (\w+) \} from '\.\/\w+\.js';$/gm)].map(([line]) => line);
  const sorted = [...imports, `import { ${name} } from './${name}.js';`].sort();
  return index.replace(imports.join('\n'), sorted.join('\n')).replace(/,\n\} satisfies/, `,\n  ${name},\n} satisfies`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { kind: { type: 'string', default: 'sequential' }, source: { type: 'string' } },
  });
  const [name, path] = positionals;
  if (!/^[a-z]\w*$/.test(name ?? '') || !existsSync(path ?? '') || !values.source) {
    console.error('npm run color-table -- name file.csv --kind sequential --source "who made it, under which licence"');
    process.exit(1);
  }
  const folder = join(root, 'packages/core/src/color/maps');
  writeFileSync(join(folder, `${name}.ts`), mapModule(name, bytesOf(await readRows(path)), values.kind, values.source));
  const index = join(folder, 'index.ts');
  writeFileSync(index, withMap(readFileSync(index, 'utf8'), name));
  console.log(`packages/core/src/color/maps/${name}.ts is written. Its 256 colours from elsewhere go into`);
  console.log('packages/core/test/color/fixtures/tables.json, so that a test holds it to them.');
}
