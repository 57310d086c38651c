import { alibiSlopes } from '@attn-elements/core/math';
import { type AttentionSettings, BUCKETS, COSINE_TEMPERATURE, FARTHEST } from '../../models/attention.js';
import { lines, real } from './python-text.js';

/** Sines and cosines, as a function. */
const sinusoidalCode = `def sinusoidal(length, width):
    """Sines and cosines in turn, [length, width] (Vaswani et al. 2017, 3.5)."""
    position = torch.arange(length, dtype=torch.float64)[:, None]
    pairs = torch.arange(0, width, 2, dtype=torch.float64)
    angles = position / 10000 ** (pairs / width)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)[:, :width].float()`;

/** Class of what is added to embeddings; null where nothing is. */
export function positionsCode({ positions }: AttentionSettings): readonly string[] {
  if (positions === 'learned') {
    return [
      `class Positions(nn.Embedding):
    """A learned vector for each position."""

    def forward(self, x):
        return x + self.weight[: x.size(1)]`,
    ];
  }
  if (positions !== 'sinusoidal') return [];
  return [
    sinusoidalCode,
    `class Positions(nn.Module):
    """Sines and cosines, which are not learned and not saved."""

    def __init__(self, length, width):
        super().__init__()
        self.register_buffer("weight", sinusoidal(length, width), persistent=False)

    def forward(self, x):
        return x + self.weight[: x.size(1)]`,
  ];
}

/** Whether there is something to add to embeddings. */
export const hasPositions = ({ positions }: AttentionSettings): boolean =>
  positions === 'learned' || positions === 'sinusoidal';

const bucketCode = `def t5_bucket(distance, bidirectional):
    """The bucket of each distance, key - query (Raffel et al. 2020, 2.1)."""
    count = BUCKETS // 2 if bidirectional else BUCKETS
    first = count * (distance > 0).long() if bidirectional else torch.zeros_like(distance)
    distance = distance.abs() if bidirectional else (-distance).clamp(min=0)
    exact = count // 2
    share = torch.log(distance.clamp(min=1).double() / exact) / math.log(FARTHEST / exact)
    wide = (exact + (share * (count - exact)).long()).clamp(max=count - 1)
    return first + torch.where(distance < exact, distance, wide)`;

/** Formula of the scores, queries against keys. */
const scoreOf: Readonly<Record<AttentionSettings['score'], string>> = {
  'scaled-dot': 'return q @ k.transpose(-2, -1) / math.sqrt(SIZE)',
  dot: 'return q @ k.transpose(-2, -1)',
  cosine: 'return F.normalize(q, dim=-1) @ F.normalize(k, dim=-1).transpose(-2, -1)',
  bilinear: 'return q @ self.score_weight @ k.transpose(-2, -1)',
  additive: `sums = (q @ self.score_query_weight)[..., :, None, :] + (k @ self.score_key_weight)[..., None, :, :]
        return torch.tanh(sums) @ self.score_vector`,
};

/** Constants of the heads, and of what biases their scores. */
export function attentionConstants({ width, heads, positions }: AttentionSettings): readonly string[] {
  const slopes = Array.from(alibiSlopes(heads).values, real).join(', ');
  return [
    `WIDTH = ${width}`,
    `HEADS = ${heads}`,
    'SIZE = WIDTH // HEADS',
    ...(positions === 'alibi' ? [`SLOPES = torch.tensor([${slopes}])  # Press et al. 2022, 3`] : []),
    ...(positions === 't5' ? [`BUCKETS = ${BUCKETS}`, `FARTHEST = ${FARTHEST}`] : []),
  ];
}

/**
 * Class `Attention`: what the attention of every layer is made of.
 * @param isBoth whether a decoder looks back, and an encoder both ways
 */
export function attentionCode({ score, positions }: AttentionSettings, isBoth: boolean | null): readonly string[] {
  const isT5 = positions === 't5';
  const isBiased = isT5 || positions === 'alibi';
  const head = 'torch.empty(SIZE, SIZE)';
  const isLearned = score === 'bilinear' || score === 'additive';
  const options = isT5 ? ', is_relative=True, bidirectional=True' : isBiased ? ', is_relative=True' : '';
  const attention = lines(
    'class Attention(nn.Module):',
    '    """Heads side by side: scores of queries for keys, softmax over the keys, and the sum of the values."""',
    (isLearned || isBiased) && '',
    (isLearned || isBiased) && `    def __init__(self${options}):`,
    (isLearned || isBiased) && '        super().__init__()',
    isBiased && '        self.is_relative = is_relative',
    isT5 && '        self.bidirectional = bidirectional',
    isT5 && '        if is_relative:',
    isT5 && '            self.relative_attention_bias = nn.Embedding(BUCKETS, HEADS)',
    score === 'bilinear' && '        self.score_weight = nn.Parameter(torch.eye(SIZE) / math.sqrt(SIZE))',
    score === 'additive' && `        self.score_query_weight = nn.Parameter(${head})`,
    score === 'additive' && `        self.score_key_weight = nn.Parameter(${head})`,
    score === 'additive' && '        self.score_vector = nn.Parameter(torch.empty(SIZE))',
    '',
    '    def scores(self, q, k):',
    '        """q [batch, heads, queries, size] and k [batch, heads, keys, size] give [batch, heads, queries, keys]."""',
    `        ${scoreOf[score]}`,
    '',
    isBiased && '    def bias(self, queries, keys):',
    isBiased && '        """What distances add to the scores: [heads, queries, keys]."""',
    isBiased && '        distance = torch.arange(keys)[None, :] - torch.arange(queries)[:, None]',
    positions === 'alibi' && '        return -SLOPES[:, None, None] * distance.abs()',
    isT5 && '        buckets = t5_bucket(distance, self.bidirectional)',
    isT5 && '        return self.relative_attention_bias(buckets).permute(2, 0, 1)',
    isBiased && '',
    '    def attend(self, q, k, v, mask=None):',
    '        """q, k and v [batch, tokens, width]; the mask is True where a query may look."""',
    '        q, k, v = (x.unflatten(-1, (HEADS, SIZE)).transpose(1, 2) for x in (q, k, v))',
    '        scores = self.scores(q, k)',
    isBiased && '        if self.is_relative:',
    isBiased && '            scores = scores + self.bias(q.size(-2), k.size(-2))',
    '        if mask is not None:',
    '            scores = scores.masked_fill(~mask, -math.inf)',
    score === 'cosine'
      ? `        weights = (scores / ${COSINE_TEMPERATURE}).softmax(dim=-1)  # cosines lie within 1: a softmax of them would be flat`
      : '        weights = scores.softmax(dim=-1)',
    '        return (weights @ v).transpose(1, 2).flatten(2), weights',
  );
  return [
    ...(isT5 ? [bucketCode] : []),
    attention,
    ...(isBoth === false
      ? []
      : [
          `def causal(tokens):
    """A token sees those up to itself: [tokens, tokens]."""
    return torch.ones(tokens, tokens, dtype=torch.bool).tril()`,
        ]),
  ];
}
