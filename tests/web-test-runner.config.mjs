import { elementTests } from '../scripts/testing/element-tests.mjs';

// Scroll bars take room, as they do for many readers.
export default elementTests({ files: ['elements/**/*.test.ts'] }, 'test:element', ['--hide-scrollbars']);
