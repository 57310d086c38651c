import { oneFileBuild } from '../../scripts/element-build.mjs';

export default oneFileBuild();
