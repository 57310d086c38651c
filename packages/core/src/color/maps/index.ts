import type { StoredColormap } from '../stored-colormap.js';
import { blues } from './blues.js';
import { cividis } from './cividis.js';
import { greys } from './greys.js';
import { inferno } from './inferno.js';
import { magma } from './magma.js';
import { plasma } from './plasma.js';
import { rdbu } from './rdbu.js';
import { reds } from './reds.js';
import { turbo } from './turbo.js';
import { vik } from './vik.js';
import { viridis } from './viridis.js';

/** The colour maps that core brings, in the order in which they are named to people. */
export const maps = {
  viridis,
  cividis,
  magma,
  inferno,
  plasma,
  blues,
  reds,
  greys,
  rdbu,
  vik,
  turbo,
} satisfies Record<string, StoredColormap>;
