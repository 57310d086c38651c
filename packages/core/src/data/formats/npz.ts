import { AttnError, reason } from '../../errors.js';
import type { ArrayEntry, FileContents } from '../tensor-file.js';
import { type ReadContext, unsupported } from './format.js';
import { readNpy } from './npy.js';
import { startOf } from '../bytes.js';
import { magic } from './magic.js';
import { readArchive } from './zip.js';

/** Programs whose files are zip archives too, by a member. */
const programs: Readonly<Record<string, RegExp>> = { Keras: /\.weights\.h5$/, Excel: /^xl\//, Word: /^word\// };

/** NumPy's archive: a zip of npy files. Each is unpacked when it is asked for. */
export function readNpz(bytes: Uint8Array, context: ReadContext): FileContents {
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
    // torch.save writes a zip too, of pickles.
    if ([...members.keys()].some((name) => name.endsWith('.pkl'))) throw new AttnError('pickled', { url: context.url });
    const program = Object.keys(programs).find((name) =>
      [...members.keys()].some((member) => programs[name].test(member)),
    );
    if (program) throw new AttnError('foreign-format', { url: context.url, format: program });
    throw unsupported(context, reason`a zip archive without npy files`);
  }
  return { arrays };
}
