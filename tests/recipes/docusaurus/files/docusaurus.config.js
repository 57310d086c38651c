export default {
  title: 'Notes',
  url: 'https://example.org',
  baseUrl: '/notes/',
  onBrokenLinks: 'throw',
  clientModules: ['./src/attn.js'],
  presets: [['classic', { blog: false, docs: { routeBasePath: '/', sidebarPath: undefined } }]],
};
