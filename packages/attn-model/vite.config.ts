import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeConfig } from 'vite';
import { elementBuild } from '../../scripts/element-build.mjs';

const entry = join(import.meta.dirname, 'dist/running/model-worker.js');

/** Worker of the package: that of the CDN, with its dependencies inside. */
const wholeWorker = {
  name: 'whole-worker',
  closeBundle: () => writeFileSync(entry, "import '../../cdn/model-worker.js';\n"),
};

export default mergeConfig(elementBuild('attn-model'), { plugins: [wholeWorker] });
