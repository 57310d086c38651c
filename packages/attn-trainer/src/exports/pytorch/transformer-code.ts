import type { TransformerSettings } from '../../models/transformer.js';
import { attentionCode, attentionConstants, hasPositions, positionsCode } from './attention-code.js';
import type { ModelCode } from './model-code.js';
import { lines } from './python-text.js';

/** A stack of blocks over tokens, with the names of GPT-2 and minGPT. */
export function transformerCode(settings: TransformerSettings): ModelCode {
  const { isCausal, norm, layers, symbols, length, positions } = settings;
  const isPre = norm === 'pre';
  const hidden = isPre ? 4 : 2;
  const superOptions = positions === 't5' && isCausal ? 'bidirectional=False' : '';
  const self = `class SelfAttention(Attention):
    def __init__(self):
        super().__init__(${superOptions})
        self.c_attn = nn.Linear(WIDTH, 3 * WIDTH)
        self.c_proj = nn.Linear(WIDTH, WIDTH)

    def forward(self, x):
        q, k, v = self.c_attn(x).chunk(3, dim=-1)
        mixed, weights = self.attend(q, k, v${isCausal ? ', causal(x.size(1))' : ''})
        return self.c_proj(mixed), weights`;
  const mlp = `class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.c_fc = nn.Linear(WIDTH, ${hidden} * WIDTH)
        self.c_proj = nn.Linear(${hidden} * WIDTH, WIDTH)

    def forward(self, x):
        return self.c_proj(${isPre ? 'F.gelu(self.c_fc(x), approximate="tanh")' : 'F.relu(self.c_fc(x))'})`;
  const block = lines(
    'class Block(nn.Module):',
    isPre
      ? '    """Layer norms before attention and MLP, as GPT-2 (Radford et al. 2019, 2.3)."""'
      : '    """Layer norms after adding, as the first transformer (Vaswani et al. 2017, 3.1)."""',
    '',
    '    def __init__(self):',
    '        super().__init__()',
    '        self.ln_1 = nn.LayerNorm(WIDTH)',
    '        self.attn = SelfAttention()',
    '        self.ln_2 = nn.LayerNorm(WIDTH)',
    '        self.mlp = Mlp()',
    '',
    '    def forward(self, x):',
    `        mixed, weights = self.attn(${isPre ? 'self.ln_1(x)' : 'x'})`,
    isPre ? '        x = x + mixed' : '        x = self.ln_1(x + mixed)',
    isPre ? '        return x + self.mlp(self.ln_2(x)), weights' : '        return self.ln_2(x + self.mlp(x)), weights',
  );
  const hasAdded = hasPositions(settings);
  const model = lines(
    'class Model(nn.Module):',
    `    """Tokens [batch, tokens] give logits [batch, tokens, symbols], and the attention of each layer."""`,
    '',
    '    def __init__(self):',
    '        super().__init__()',
    '        parts = {',
    '            "wte": nn.Embedding(SYMBOLS, WIDTH),',
    hasAdded && '            "wpe": Positions(LENGTH, WIDTH),',
    '            "h": nn.ModuleList(Block() for _ in range(LAYERS)),',
    isPre && '            "ln_f": nn.LayerNorm(WIDTH),',
    '        }',
    '        self.transformer = nn.ModuleDict(parts)',
    `        self.lm_head = nn.Linear(WIDTH, SYMBOLS${isPre ? ', bias=False' : ''})`,
    '',
    '    def forward(self, tokens):',
    '        x = self.transformer.wte(tokens)',
    hasAdded && '        x = self.transformer.wpe(x)',
    '        attention = {}',
    '        for i, block in enumerate(self.transformer.h):',
    '            x, attention[f"self.{i}"] = block(x)',
    isPre && '        x = self.transformer.ln_f(x)',
    '        return self.lm_head(x), attention',
  );
  return {
    constants: [
      ...attentionConstants(settings),
      `LAYERS = ${layers}`,
      `SYMBOLS = ${symbols}`,
      ...(hasAdded ? [`LENGTH = ${length}`] : []),
    ],
    parts: [...positionsCode(settings), ...attentionCode(settings, isCausal), self, mlp, block, model],
    inputs: ['tokens'],
    read: 'batch["tokens"][0]',
  };
}
