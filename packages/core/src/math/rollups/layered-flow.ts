/** Less than this is no capacity: what float64 leaves of one that is used up. */
const DUST = 1e-13;

/**
 * The greatest flow from a token of the last layer to an input token, through a graph in which each layer has an edge from
 * every position to every position below it: Dinic's algorithm (Dinitz 1970), in float64. Nodes are counted from the input
 * up, `length` to a level.
 */
export class LayeredFlow {
  readonly #length: number;
  readonly #layers: readonly Float64Array[];
  /** Residual capacity of each edge, downwards, and of its reverse edge. */
  readonly #down: Float64Array[];
  readonly #up: Float64Array[];
  readonly #rank: Int32Array;
  /** The neighbour that each node tries next, those below it first, then those above. */
  readonly #next: Int32Array;

  /** `layers[l]` [length, length] holds the capacities from level l + 1 to level l: finite, and at least one layer. */
  constructor(layers: readonly Float64Array[], length: number) {
    this.#length = length;
    this.#layers = layers;
    this.#down = layers.map((layer) => layer.slice());
    this.#up = layers.map((layer) => new Float64Array(layer.length));
    this.#rank = new Int32Array((layers.length + 1) * length);
    this.#next = new Int32Array(this.#rank.length);
  }

  /** The greatest flow from a position of the last layer to an input token. */
  between(position: number, input: number): number {
    this.#layers.forEach((layer, at) => {
      this.#down[at].set(layer);
      this.#up[at].fill(0);
    });
    const source = this.#layers.length * this.#length + position;
    let flow = 0;
    while (this.#rankNodes(source, input)) {
      this.#next.fill(0);
      for (let sent = Infinity; sent > 0; flow += sent) sent = this.#send(source, input, Infinity);
    }
    return flow;
  }

  /** Residual capacity from a node to its neighbour, 0 where there is no edge. */
  #capacity(node: number, neighbour: number): number {
    const length = this.#length;
    const level = Math.floor(node / length);
    const at = node % length;
    if (neighbour < length) return level === 0 ? 0 : this.#down[level - 1][at * length + neighbour];
    return level === this.#layers.length ? 0 : this.#up[level][(neighbour - length) * length + at];
  }

  #nodeOf(node: number, neighbour: number): number {
    const level = Math.floor(node / this.#length);
    return neighbour < this.#length ? (level - 1) * this.#length + neighbour : level * this.#length + neighbour;
  }

  /** Ranks nodes by their distance from the source; false where the sink is out of reach. */
  #rankNodes(source: number, sink: number): boolean {
    const rank = this.#rank.fill(-1);
    rank[source] = 0;
    const queue = [source];
    for (const node of queue) {
      for (let neighbour = 0; neighbour < 2 * this.#length; neighbour++) {
        if (this.#capacity(node, neighbour) <= DUST) continue;
        const other = this.#nodeOf(node, neighbour);
        if (rank[other] >= 0) continue;
        rank[other] = rank[node] + 1;
        queue.push(other);
      }
      if (rank[sink] >= 0) return true;
    }
    return false;
  }

  /** Sends up to `most` along one path of rising ranks, and says how much. */
  #send(node: number, sink: number, most: number): number {
    if (node === sink) return most;
    const length = this.#length;
    const level = Math.floor(node / length);
    const at = node % length;
    for (; this.#next[node] < 2 * length; this.#next[node]++) {
      const neighbour = this.#next[node];
      const capacity = this.#capacity(node, neighbour);
      if (capacity <= DUST) continue;
      const other = this.#nodeOf(node, neighbour);
      if (this.#rank[other] !== this.#rank[node] + 1) continue;
      const sent = this.#send(other, sink, Math.min(most, capacity));
      if (sent === 0) continue;
      const [layer, edge, sign] =
        neighbour < length ? [level - 1, at * length + neighbour, 1] : [level, (neighbour - length) * length + at, -1];
      this.#down[layer][edge] -= sign * sent;
      this.#up[layer][edge] += sign * sent;
      return sent;
    }
    return 0;
  }
}
