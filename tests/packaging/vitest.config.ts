import { unitTests } from '../../scripts/testing/unit-tests.mjs';

export default unitTests('test:packaging', {
  include: ['packaging/**/*.test.ts'],
  testTimeout: 120_000,
  hookTimeout: 240_000,
});
