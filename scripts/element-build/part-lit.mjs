import { fileURLToPath } from 'node:url';

const litOfParts = fileURLToPath(new URL('lit-of-parts.js', import.meta.url));

/** In the file of a part, `lit` is what makes templates alone: the element brings what renders them. */
export const partLit = () => ({
  name: 'part-lit',
  enforce: 'pre',
  resolveId: (source) => (source === 'lit' ? litOfParts : null),
});
