/** What a page with a policy of its own runs: `csp.test.ts` gets what came out. */
import { tensor } from '@tensorflow/tfjs-core';
import { linear, download, startTensorflow } from '../../../src/tfjs/index.js';

const started = await startTensorflow({ engine: 'cpu' });
const y = linear(tensor([1, 2, 3, 4], [2, 2]), tensor([2, -1], [1, 2]), tensor([0.5], [1]), { activation: 'relu' });
parent.postMessage({ started, values: [...(await download(y))] }, '*');
