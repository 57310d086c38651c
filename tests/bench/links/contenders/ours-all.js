import { draw as drawWith } from './shared/ours.js';

export { inputOf, place } from './shared/ours.js';

/** `<attn-links>` made to draw what BertViz draws: every token, and every line that can be seen. */
export const draw = (box, data) => drawWith(box, data, { topP: 1, height: data.tokens.length * 24 + 200 });
