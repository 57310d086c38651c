import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StorybookConfig } from '@storybook/web-components-vite';
import remarkGfm from 'remark-gfm';
import { recipeFiles } from './recipe-files.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../**/*.mdx', '../**/*.stories.ts'],
  addons: [
    // MDX has no tables of its own.
    {
      name: '@storybook/addon-docs',
      options: { mdxPluginOptions: { mdxCompileOptions: { remarkPlugins: [remarkGfm] } } },
    },
    '@storybook/addon-a11y',
  ],
  // The article's files, at the same relative address as in the article: stories write src="data/…".
  staticDirs: existsSync(at('../article/data')) ? [{ from: '../article/data', to: '/data' }] : [],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal(vite, { configType }) {
    const plugins = [...(vite.plugins ?? []), recipeFiles()];
    if (configType !== 'DEVELOPMENT') return { ...vite, plugins };
    // While writing, stories show the sources as they are, not what was built last.
    const alias = [
      { find: /^@attn-elements\/core\/(tensor|errors)$/, replacement: at('../../packages/core/src/$1.ts') },
      { find: /^@attn-elements\/core\/(\w+)$/, replacement: at('../../packages/core/src/$1/index.ts') },
      { find: /^@attn-elements\/([\w-]+)\/define$/, replacement: at('../../packages/$1/src/define.ts') },
      { find: /^@attn-elements\/([\w-]+)$/, replacement: at('../../packages/$1/src/index.ts') },
    ];
    return { ...vite, plugins, resolve: { ...vite.resolve, alias } };
  },
};

export default config;
