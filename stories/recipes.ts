/** Recipes of `tests/recipes` as text of the manual: what is shown here was built, opened and looked at. */
import type { Recipe } from '../tests/recipes/recipe.js';

const recipes = import.meta.glob<Recipe>('../tests/recipes/*/recipe.json', { eager: true, import: 'default' });
const files = import.meta.glob<string>('../tests/recipes/*/files/**/*', {
  eager: true,
  exhaustive: true,
  query: '?raw',
  import: 'default',
});

/** Order of the manual; what is not named comes last. */
const order = ['html', 'disk', 'vite', 'react', 'next', 'vue', 'nuxt', 'sveltekit', 'astro', 'vitepress'];

const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);

/** Fence around a file, longer than any within. */
const fenced = (name: string, text: string) => {
  const kind = name.slice(name.lastIndexOf('.') + 1);
  return `\`${name}\`\n\n\`\`\`\`${kind}\n${text.trimEnd()}\n\`\`\`\``;
};

/** Every recipe in Markdown, in a language. */
export function recipesText(language: 'en' | 'zh'): string {
  const named = Object.entries(recipes).map(([path, recipe]) => [path.split('/')[3], recipe] as const);
  const sorted = named.toSorted(([one], [other]) => rank(one) - rank(other) || one.localeCompare(other));
  return sorted
    .map(([name, { title, notes, shown }]) => {
      const texts = shown.map((file) => fenced(file, files[`../tests/recipes/${name}/files/${file}`]));
      return [`## ${title[language]}`, ...notes.map((note) => note[language]), ...texts].join('\n\n');
    })
    .join('\n\n');
}
