import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';
import { bytesOf, mapModule, readRows, withMap } from '../../scripts/color-table.mjs';
import { npy } from '../../packages/core/test/data/archive.js';

const core = join(root, 'packages/core');
const read = (path: string) => readFileSync(join(core, path), 'utf8');
const tables: Record<string, string> = JSON.parse(read('test/color/fixtures/tables.json'));
const rowsOf = (name: string) =>
  tables[name].match(/.{6}/g)!.map((color) => color.match(/../g)!.map((part) => Number.parseInt(part, 16)));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'color-table-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function rowsOfFile(name: string, content: string | Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return bytesOf(await readRows(path));
}

describe('a colour table', () => {
  it('becomes the module of a map: those of core, from the colours of their references', () => {
    const maps = { vik: 'diverging', turbo: 'sequential', plasma: 'sequential' };
    for (const [name, kind] of Object.entries(maps)) {
      const module = read(`src/color/maps/${name}.ts`);
      const [, source] = /\/\*\* (.*) \*\//.exec(module)!;
      expect(mapModule(name, bytesOf(rowsOf(name)), kind, source), name).toBe(module);
    }
  });

  it('is read from bytes and from shares of 1, which are rounded, in text, JSON and npy', async () => {
    const rows = rowsOf('turbo');
    const text = (separator: string, list = rows) => list.map((row) => row.join(separator)).join('\r\n');
    const shares = rows.map((row) => row.map((value) => value / 255 - 0.0019).map((value) => Math.max(0, value)));
    expect(await rowsOfFile('plain.csv', text(','))).toEqual(rows);
    expect(await rowsOfFile('headed.tsv', `red\tgreen\tblue\n${text('\t')}\n`)).toEqual(rows);
    expect(await rowsOfFile('shares.txt', text(' ', shares))).toEqual(rows);
    expect(await rowsOfFile('rows.json', JSON.stringify(rows))).toEqual(rows);
    expect(await rowsOfFile('hex.json', JSON.stringify(tables.turbo.match(/.{6}/g)!.map((hex) => `#${hex}`)))).toEqual(
      rows,
    );
    const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (256, 4), }";
    const doubles = Float64Array.from(shares.flatMap((row) => [...row, 1]));
    expect(await rowsOfFile('shares.npy', npy(header, new Uint8Array(doubles.buffer)))).toEqual(rows);
  });

  it.each([
    ['of other than 256 rows', rowsOf('vik').slice(1), /256 rows; this one has 255/],
    ['with a row too short', rowsOf('vik').with(3, [1, 2]), /red, green and blue/],
    ['with what is no number', rowsOf('vik').with(3, [1, 2, Number.NaN]), /red, green and blue/],
    ['of broken bytes', rowsOf('vik').with(3, [1, 2, 2.5]), /whole/],
  ])('is refused: one %s', (_, rows, sentence) => {
    expect(() => bytesOf(rows)).toThrow(sentence);
  });

  it('is refused where a step is too large to be stored', () => {
    expect(() => mapModule('steep', bytesOf(rowsOf('vik').with(4, [200, 0, 0])), 'sequential', '')).toThrow(/3 and 4/);
  });

  it('is named in the list of maps, once', () => {
    const index = read('src/color/maps/index.ts');
    const longer = withMap(index, 'batlow');
    expect(longer).toContain("import { batlow } from './batlow.js';\nimport { blues }");
    expect(longer).toMatch(/,\n {2}turbo,\n {2}batlow,\n\} satisfies/);
    expect(withMap(longer, 'batlow')).toBe(longer);
  });
});
