import { AttnError, reason } from '../../errors.js';
import { lazy } from '../../lazy.js';
import type { ArrayEntry, FileContents, NamedArray } from '../tensor-file.js';
import { type ReadContext, unsupported } from './format.js';
import { readNpy } from './npy.js';
import { startOf } from '../bytes.js';
import { magic } from './magic.js';
import { readArchive } from './zip.js';

/** Programs whose files are zip archives too, by a member. */
const programs: Readonly<Record<string, RegExp>> = { Keras: /\.weights\.h5$/, Excel: /^xl\//, Word: /^word\// };

const torch = () => lazy(() => import('./torch.js'));

/** Members of an archive by name, each unpacked when it is asked for. */
type Members = ReadonlyMap<string, () => Promise<Uint8Array>>;

/** Archives in a zip: NumPy's, of npy files, each unpacked when it is asked for; and PyTorch's. */
export async function readNpz(bytes: Uint8Array, context: ReadContext): Promise<FileContents> {
  const members = readArchive(bytes, context);
  const arrays = Array.from(members, ([name, unpack]): [string, MemberArray] => [
    name,
    async () => {
      const data = await unpack();
      expectNpy(data, name, context);
      return readNpy(data, context);
    },
  ]);
  return npzContents(members, new Map(arrays), context);
}

/** Makes the array of a member. */
export type MemberArray = () => Promise<NamedArray>;

/** @throws {AttnError} `unsupported` where a member does not begin as an array does */
export function expectNpy(start: Uint8Array, name: string, context: ReadContext): void {
  if (!magic.npy.test(startOf(start))) throw unsupported(context, reason`a file that is no array, ${name}`);
}

/** The arrays of an archive: of its members those that are npy files, made by `made`. */
export async function npzContents(
  members: Members,
  made: ReadonlyMap<string, MemberArray>,
  context: ReadContext,
): Promise<FileContents> {
  const arrays = new Map<string, ArrayEntry>();
  for (const [name, make] of made) if (name.endsWith('.npy')) arrays.set(name.slice(0, -4), make);
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
