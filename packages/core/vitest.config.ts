import { unitTests } from '../../scripts/testing/unit-tests.mjs';

export default unitTests('test:unit', { testTimeout: 60_000 });
