import { relaxedModule, simdModule } from './modules.js';

/** Exports of `wasm/engine.ts` of this package. Addresses are in bytes. */
export type Loops = Readonly<Record<string, (...args: (number | boolean)[]) => void>>;

export interface LoopsInMemory {
  readonly loops: Loops;
  readonly memory: WebAssembly.Memory;
}

let compiled: Promise<WebAssembly.Module> | null = null;

const bytesOf = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** The module with the instructions that this machine's engine knows. Rejects where it knows no SIMD, or is not allowed to compile. */
function compile(): Promise<WebAssembly.Module> {
  const relaxed = bytesOf(relaxedModule);
  return WebAssembly.compile(WebAssembly.validate(relaxed) ? relaxed : bytesOf(simdModule));
}

/** The loops over a memory of their own. */
export async function startLoops(): Promise<LoopsInMemory> {
  compiled ??= compile();
  const { exports } = await WebAssembly.instantiate(await compiled);
  return { loops: exports as unknown as Loops, memory: exports.memory as WebAssembly.Memory };
}
