import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A part of a file that was asked for. */
interface Asked {
  readonly name: string;
  readonly from: number;
  readonly end: number;
}

/** A host of files that gives parts of them, and tells what it was asked for. */
export class FileServer {
  readonly files = new Map<string, Uint8Array>();
  readonly asked: Asked[] = [];
  /** Whether it knows ranges. */
  givesParts = true;
  /** What it answers for files that it does not have: a page, where it is given. */
  page: string | null = null;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const name = decodeURIComponent(new URL(request.url!, 'http://host').pathname.split('/').at(-1)!);
      const file = this.files.get(name);
      if (!file) {
        response.writeHead(this.page === null ? 404 : 200, { 'Content-Type': 'text/html' });
        response.end(this.page ?? '');
        return;
      }
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      const isPart = this.givesParts && first !== undefined;
      const [from, end] = isPart ? [Number(first), Math.min(Number(last) + 1, file.length)] : [0, file.length];
      this.asked.push({ name, from, end });
      if (from >= end) {
        response.writeHead(416).end();
        return;
      }
      const common = { ETag: '"1"', 'Content-Length': end - from };
      response.writeHead(isPart ? 206 : 200, {
        ...common,
        ...(isPart && { 'Content-Range': `bytes ${from}-${end - 1}/${file.length}` }),
      });
      response.end(file.subarray(from, end));
    });
  }

  static async start(): Promise<FileServer> {
    const made = new FileServer();
    await new Promise<void>((resolve) => made.#server.listen(0, resolve));
    return made;
  }

  get base(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}/`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
