import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFolders, readManifest, root } from '../../scripts/bootstrap.mjs';
import { brokenImports, importsOf } from '../../scripts/import-rules.mjs';

const subpaths = Object.keys(readManifest('packages/core').exports).map((name) => name.slice(2));
const packages = packageFolders()
  .filter((folder) => folder.startsWith('packages'))
  .map((folder) => folder.split(sep)[1]);

const broken = (packageName: string, path: string, source: string) =>
  brokenImports(packageName, path, source, subpaths);

describe('who imports whom', () => {
  it.each(packages)('%s keeps the rules', (name) => {
    const src = join(root, 'packages', name, 'src');
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(0);
    const found = files.flatMap((file) =>
      broken(name, file.split(sep).join('/'), readFileSync(join(src, file), 'utf8')),
    );
    expect(found).toEqual([]);
  });
});

describe('the checker', () => {
  it('sees every form of import', () => {
    const source = `import a from 'a'; import 'b'; import type { C } from 'c'; export * from 'd'; export { e } from 'e';
      const f = () => import('f'); type G = import('g').G; let h: typeof import('h');`;
    expect(importsOf(source).map(({ specifier }) => specifier)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  });

  it.each([
    ['core', 'math/softmax.ts', "import '../gl/index.js'"],
    ['core', 'data/load.ts', "import { html } from 'lit'"],
    ['core', 'data/formats/npy.ts', "import type { Look } from '../../color/look.js'"],
    ['core', 'gl/stage.ts', "import '../element/index.js'"],
    ['core', 'element/theme.ts', "import '../tfjs/index.js'"],
    ['core', 'element/theme.ts', "import '@tensorflow/tfjs-core'"],
    ['core', 'element/theme.ts', "import '../../../attn-heatmap/src/model.js'"],
    ['core', 'drawer/theme.ts', "import '../errors.js'"],
    ['attn-heatmap', 'model.ts', "import '../../core/src/tensor.js'"],
    ['attn-heatmap', 'model.ts', "import '@attn-elements/core'"],
    ['attn-heatmap', 'model.ts', "import '@attn-elements/core/dist/tensor.js'"],
    ['attn-heatmap', 'model.ts', "import('@attn-elements/core/tfjs')"],
    ['attn-heatmap', 'model.ts', "import '@attn-elements/attn-links'"],
    ['attn-heatmap', 'view.ts', "import 'd3-selection'"],
    ['attn-trainer', 'model.ts', "import '@attn-elements/core/tfjs'"],
    ['attn-trainer', 'model.ts', "import type { Adam } from '@attn-elements/core/tfjs'"],
  ])('refuses in %s/%s: %s', (name, path, source) => {
    expect(broken(name, path, source)).toHaveLength(1);
  });

  it.each([
    ['core', 'gl/passes/heatmap.ts', "import '../../color/look.js'; import './heatmap.glsl.js'"],
    ['core', 'element/theme.ts', "import { css } from 'lit'; import '../gl/index.js'"],
    [
      'attn-heatmap',
      'view.ts',
      "import '@attn-elements/core/gl'; import 'lit/directives/repeat.js'; import './model.js'",
    ],
    ['attn-trainer', 'model.ts', "import('@attn-elements/core/tfjs')"],
    ['attn-trainer', 'model.ts', "type Operations = typeof import('@attn-elements/core/tfjs')"],
  ])('allows in %s/%s: %s', (name, path, source) => {
    expect(broken(name, path, source)).toEqual([]);
  });
});
