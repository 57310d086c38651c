import { elementTests } from '../../scripts/testing/element-tests.mjs';

export default elementTests({ files: ['engines/browser.test.ts'] }, 'test:reference-browser');
