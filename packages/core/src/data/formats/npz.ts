import { AttnError, reason } from '../../errors.js';
import { lazy } from '../../lazy.js';
import type { ArrayEntry, FileContents } from '../tensor-file.js';
import { type ReadContext, unsupported } from './format.js';
import { readNpy } from './npy.js';
import { startOf } from '../bytes.js';
import { magic } from './magic.js';
import { readArchive } from './zip.js';

/** Programs whose files are zip archives too, by a member. */
const programs: Readonly<Record<string, RegExp>> = { Keras: /\.weights\.h5$/, Excel: /^xl\//, Word: /^word\// };

const torch = () => lazy(() => import('./torch.js'));

/** Archives in a zip: NumPy's, of npy files, each unpacked when it is asked for; and PyTorch's. */
export async function readNpz(bytes: Uint8Array, context: ReadContext): Promise<FileContents> {
  const arrays = new Map<string, ArrayEntry>();
  const members = readArchive(bytes, context);
  for (const [name, unpack] of members) {
    if (!name.endsWith('.npy')) continue;
    arrays.set(name.slice(0, -4), async () => {
      const data = await unpack();
      if (!magic.npy.test(startOf(data))) throw unsupported(context, reason`a file that is no array, ${name}`);
      return readNpy(data, context);
    });
  }
  if (!arrays.size && members.size) {
    const isPickled = [...members.keys()].some((name) => name.endsWith('.pkl'));
    const { isTorch, readTorch } = isPickled ? await torch() : {};
    if (isTorch?.(members)) return readTorch!(members, context);
    if (isPickled) throw new AttnError('pickled', { url: context.url });
    const program = Object.keys(programs).find((name) =>
      [...members.keys()].some((member) => programs[name].test(member)),
    );
    if (program) throw new AttnError('foreign-format', { url: context.url, format: program });
    throw unsupported(context, reason`a zip archive without npy files`);
  }
  return { arrays };
}
