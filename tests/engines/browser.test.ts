/** The engines that run in the browser, held to every case of the reference. */
import { glEngine } from './adapters/gl.js';
import { mathEngine } from './adapters/math.js';
import { tfjsSimd, tfjsWebGL } from './adapters/tfjs.js';
import { holdEngines } from './reference-tests.js';

const folder = '/attn-reference/';

async function readFile(name: string): Promise<Uint8Array> {
  const response = await fetch(folder + name);
  if (!response.ok) throw new Error(`${name} is not there`);
  return new Uint8Array(await response.arrayBuffer());
}

await holdEngines([mathEngine, glEngine, tfjsSimd, tfjsWebGL], 'The reference', readFile, it);
