/** The engines that run in Node, held to every case of the reference. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'vitest';
import { dataFolders } from '../../scripts/testing/data-folders.mjs';
import { mathEngine } from './adapters/math.js';
import { tfjsCpu, tfjsSimd } from './adapters/tfjs.js';
import { holdEngines } from './reference-tests.js';

const folder = dataFolders.ATTN_REFERENCE_DIR;
await holdEngines([mathEngine, tfjsCpu, tfjsSimd], folder, (name) => readFile(join(folder, name)), it);
