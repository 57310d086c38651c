import { unitTests } from '../../scripts/testing/unit-tests.mjs';

// Packages are packed and installed.
export default unitTests('test:packaging', {
  globalSetup: 'packaging/pack-once.ts',
  include: ['packaging/**/*.test.ts'],
  testTimeout: 300_000,
  hookTimeout: 600_000,
});
