import { defineConfig } from 'vitepress';

const isCustomElement = (tag: string) => /^(attn|pe)-/.test(tag);

export default defineConfig({
  base: '/notes/',
  title: 'Notes',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  vue: { template: { compilerOptions: { isCustomElement } } },
});
