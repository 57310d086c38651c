import { opened } from './peer-training.js';

const step = await opened(new URLSearchParams(location.search).get('contender'));
for (;;) postMessage(await step());
