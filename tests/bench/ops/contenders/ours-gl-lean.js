import { onContext } from './shared/gl.js';

/** With 2 MB of textures to work in. */
export const { prepare, forward } = onContext({ memory: 2 * 2 ** 20 });
