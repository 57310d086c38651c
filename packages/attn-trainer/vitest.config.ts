import { unitTests } from '../../scripts/testing/unit-tests.mjs';

// Models are trained, on machines that may be busy.
export default unitTests('test:unit', { testTimeout: 300_000 });
