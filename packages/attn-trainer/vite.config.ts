import { elementBuild } from '../../scripts/element-build.mjs';

export default elementBuild('attn-trainer');
