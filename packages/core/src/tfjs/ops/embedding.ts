import { reason } from '../../errors.js';
import type { Tensor } from '@tensorflow/tfjs-core';
import { wrongOperand, wrongShape } from '../../tensor.js';
import { embeddingOnCpu as cpu, embeddingGradientOnCpu, positionGradientOnCpu } from '../kernels/cpu/embedding.js';
import { type Op, run } from '../op.js';

export interface EmbeddingAttributes {
  /** Rows of the table. */
  readonly rows: number;
}

const tableOp: Op<EmbeddingAttributes> = {
  name: 'AttnEmbeddingGradient',
  cpu: embeddingGradientOnCpu,
};
const positionOp: Op<EmbeddingAttributes> = {
  name: 'AttnPositionGradient',
  cpu: positionGradientOnCpu,
};

const op: Op = {
  name: 'AttnEmbedding',
  cpu,
  gradient({ inputs: { ids, table, positions }, upstream: [upstream] }) {
    return {
      table: () => run(tableOp, { ids, upstream }, { rows: table.shape[0] })[0],
      positions: () => run(positionOp, { upstream }, { rows: positions.shape[0] })[0],
    };
  },
};

/**
 * Rows of a table, and to each the row of its position added: ids int32 [..., tokens], table [entries, width], positions
 * [at least tokens, width]; gives [..., tokens, width]. An id that the table has not gives NaN. Throws `wrong-shape`.
 */
export function embedding(ids: Tensor, table: Tensor, positions?: Tensor): Tensor {
  if (table.rank !== 2) throw wrongOperand('The table', table.shape, reason`it must be [entries, width]`);
  if (ids.rank === 0) throw wrongShape('ids', ids.shape, reason`it must be [..., tokens]`);
  const tokens = ids.shape[ids.rank - 1];
  if (positions && (positions.shape[1] !== table.shape[1] || positions.rank !== 2 || positions.shape[0] < tokens)) {
    throw wrongOperand('The positions', positions.shape, reason`they must be [${tokens} or more, ${table.shape[1]}]`);
  }
  return run(op, { ids, table, positions }, {})[0];
}
