import { watch } from './autoloader.js';

if (typeof document !== 'undefined') watch(document);
