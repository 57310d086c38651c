import { defineConfig } from 'vite';
import { compiledAhead } from './element-build/compiled-ahead.mjs';
import { laterParts } from './element-build/later-parts.mjs';
import { leanTensorflow } from './element-build/lean-tensorflow.mjs';
import { library } from './element-build/library.mjs';
import { shortTemplates } from './element-build/short-templates.mjs';

/**
 * The CDN files of an element package: `src/define.ts` and everything under it in one minified ES module, `cdn/<tag>.js`, and
 * beside it `cdn/<tag>.<part>.js` for each module `<part>.later` that it loads where it is needed.
 * @param {string} tag
 */
export const elementBuild = (tag) =>
  defineConfig({
    ...library('src/define.ts', tag, [laterParts(tag), shortTemplates(), leanTensorflow(), compiledAhead(tag)]),
    configFile: undefined,
  });
