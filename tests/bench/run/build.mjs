import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/**
 * One bundle a contender, built on its own so that none shares a chunk with another.
 * @param {string} root the suite's folder
 * @param {string} work where bundles are put
 * @param {string} name the contender
 * @param {'built' | 'minified' | 'weight'} kind `weight` keeps what one heatmap with axes, labels and colour bar needs and drops the rest
 * @param {{minify?: boolean}} [options] false leaves names as they are
 */
export async function bundle(root, work, name, kind, { minify = true } = {}) {
  const outDir = join(work, kind, name);
  const entry = join(root, 'contenders', `${name}.js`);
  const only = `\0weight`;
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    base: './',
    define: { global: 'globalThis' },
    plugins: [
      {
        name: 'draw-only',
        resolveId: (id) => (id === only ? only : undefined),
        load: (id) => (id === only ? `export { draw } from ${JSON.stringify(entry)};` : undefined),
      },
    ],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      minify,
      cssCodeSplit: false,
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { contender: kind === 'weight' ? only : entry },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]' },
      },
    },
  });
  return outDir;
}

/** Bytes of everything in a folder, each file compressed by itself as a server would. */
export async function gzipped(folder, wanted = () => true) {
  if (!existsSync(folder)) return Number.NaN;
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(({ name }) => wanted(name));
  let bytes = 0;
  for (const file of files.filter((one) => one.isFile() && !one.name.endsWith('.map'))) {
    bytes += gzipSync(await readFile(join(file.parentPath, file.name)), { level: 9 }).length;
  }
  return bytes;
}

/** Puts beside every file what a server would send of it. */
export async function compress(folder) {
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name);
    await writeFile(`${path}.gz`, gzipSync(await readFile(path), { level: 9 }));
  }
}

/** The element's CDN file with its names left readable, for profiles. */
export async function readable(elementFolder, tag, outDir) {
  await build({
    root: elementFolder,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      lib: { entry: 'src/define.ts', formats: ['es'], fileName: () => `${tag}.js` },
    },
  });
}
