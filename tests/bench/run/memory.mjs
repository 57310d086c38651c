import { existsSync, readFileSync } from 'node:fs';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Memory of a process as the operating system counts it, in MB; only Linux tells. */
function resident(id) {
  const file = `/proc/${id}/status`;
  if (!existsSync(file)) return { rss: Number.NaN, peak: Number.NaN };
  const field = (name) => Number(new RegExp(`${name}:\\s*(\\d+) kB`).exec(readFileSync(file, 'utf8'))?.[1]) / 1024;
  return { rss: field('VmRSS'), peak: field('VmHWM') };
}

/** The page's renderer process at rest, garbage collected once, and the most it held on the way. */
export async function rendererMemory(lab, { page, session }) {
  await pause(2000);
  await session.send('HeapProfiler.collectGarbage');
  await pause(500);
  // Which process is the page's nobody tells: it is the one that grows when the page takes 128 MB more.
  const before = new Map((await lab.renderers()).map((id) => [id, resident(id)]));
  await page.evaluate(() => {
    window.ballast = new Uint8Array(2 ** 27).fill(1);
  });
  const grown = (id) => resident(id).rss - before.get(id).rss;
  const [own] = [...before.keys()].sort((a, b) => grown(b) - grown(a));
  return before.get(own);
}
