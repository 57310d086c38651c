import { unitTests } from '../../scripts/testing/unit-tests.mjs';

export default unitTests('test:reference-node', {
  include: ['engines/**/*.test.ts'],
  exclude: ['engines/browser.test.ts'],
});
