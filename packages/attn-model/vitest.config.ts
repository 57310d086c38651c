import { unitTests } from '../../scripts/testing/unit-tests.mjs';

export default unitTests();
