/** Recipes of `tests/recipes` as text of the manual: what is shown here was built, opened and looked at. */
import recipes from 'virtual:recipes';

/** Order of the manual; what is not named comes last. */
const order = [
  'html',
  'disk',
  'offline',
  'vite',
  'react',
  'next',
  'vue',
  'nuxt',
  'sveltekit',
  'angular',
  'astro',
  'vitepress',
  'docusaurus',
];

const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);

/** Fence around a file, longer than any within. */
const fenced = (name: string, text: string) => {
  const kind = name.slice(name.lastIndexOf('.') + 1);
  return `\`${name}\`\n\n\`\`\`\`${kind}\n${text.trimEnd()}\n\`\`\`\``;
};

/** Every recipe in Markdown, in a language. */
export function recipesText(language: 'en' | 'zh'): string {
  const sorted = Object.entries(recipes).toSorted(
    ([one], [other]) => rank(one) - rank(other) || one.localeCompare(other),
  );
  return sorted
    .map(([, { title, notes, shown, files }]) => {
      const texts = shown.map((file) => fenced(file, files[file]));
      return [`## ${title[language]}`, ...notes.map((note) => note[language]), ...texts].join('\n\n');
    })
    .join('\n\n');
}
