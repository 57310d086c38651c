import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { elementTags, packageFolders, readManifest, root } from '../../scripts/bootstrap.mjs';

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly types?: string }>>;
  readonly typesVersions: object;
}

const published = packageFolders().filter((folder) => folder.startsWith('packages'));

/** Entry points that one element has beside what all have. */
const own: Readonly<Record<string, object>> = {
  'attn-model': { './run': { types: './dist/run.d.ts', default: './dist/run.js' } },
  'attn-trainer': { './trainer': { types: './dist/trainer.d.ts', default: './dist/trainer.js' } },
};

/** Modules that an element keeps for what they do, beside those of all: the entry of its worker. */
const doing: Readonly<Record<string, string[]>> = {
  'attn-model': ['./dist/running/model-worker.js', './cdn/model-worker.js'],
  'attn-trainer': ['./dist/training/trainer-worker.js', './cdn/trainer-worker.js'],
};

describe.each(elementTags())('%s looks like its siblings', (tag) => {
  const folder = join('packages', tag);

  it.each([
    'src/index.ts',
    'src/define.ts',
    `src/${tag}.ts`,
    `src/${tag}.styles.ts`,
    'src/model.ts',
    'src/view.ts',
    'README.md',
    'test',
    'tsconfig.json',
    'tsconfig.dom-free.json',
  ])('has %s', (path) => {
    expect(existsSync(join(root, folder, path))).toBe(true);
  });

  it('has the same entry points', () => {
    const manifest = readManifest(folder);
    expect(manifest.exports).toEqual({
      ...own[tag],
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './define': { types: './dist/define.d.ts', default: './dist/define.js' },
      './cdn': { types: './dist/define.d.ts', default: `./cdn/${tag}.js` },
      './cdn/*': './cdn/*',
      './react': { types: './frameworks/react.d.ts' },
      './preact': { types: './frameworks/preact.d.ts' },
      './solid': { types: './frameworks/solid.d.ts' },
      './vue': { types: './frameworks/vue.d.ts' },
      './svelte': { types: './frameworks/svelte.d.ts' },
      './vscode.json': './frameworks/vscode.json',
      './custom-elements.json': './custom-elements.json',
      './package.json': './package.json',
    });
    expect([...manifest.sideEffects].sort()).toEqual(
      ['./dist/define.js', `./cdn/${tag}.js`, ...(doing[tag] ?? [])].sort(),
    );
    expect([manifest.jsdelivr, manifest.unpkg]).toEqual([`./cdn/${tag}.js`, `./cdn/${tag}.js`]);
    expect(manifest.customElements).toBe('custom-elements.json');
    expect(manifest['web-types']).toBe('./frameworks/web-types.json');
    expect(manifest.types).toBe('./dist/index.d.ts');
  });
});

// Compilers that resolve modules as Node 10 did read nothing of `exports`.
it.each(published)('%s says where the types of its entry points are to compilers that know no exports', (folder) => {
  const { exports, typesVersions } = readManifest(folder) as Manifest;
  const typed = Object.entries(exports).flatMap(([key, { types }]) =>
    types && key !== '.' ? [[key.slice(2), [types]]] : [],
  );
  expect(typesVersions ?? { '*': {} }).toEqual({ '*': Object.fromEntries(typed) });
});
