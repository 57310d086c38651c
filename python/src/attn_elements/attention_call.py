"""One call of attention: what it was given, and its weights."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

#: The lowest float32, with which transformers marks what is masked: a row that is masked wholly is even, and no row is NaN.
LOWEST = -3.4028234663852886e38

#: Options of a function of attention that say which scores it computes.
OPTIONS = ("scaling", "softcap", "position_bias", "sliding_window", "is_causal", "s_aux")


@dataclass(frozen=True)
class AttentionCall:
    """Queries [batch, head, query, width], keys [batch, head, key, width], of which several heads may share one; on the host."""

    implementation: str = "eager"
    query: Any = None
    key: Any = None
    mask: Any = None
    is_causal: bool = False
    groups: int = 1
    options: dict[str, Any] = field(default_factory=dict)
    #: Weights that the function returned itself; None where it keeps none.
    known: Any = None

    @classmethod
    def of(
        cls, implementation: str, module: Any, query: Any, key: Any, mask: Any, options: dict[str, Any], weights: Any
    ) -> AttentionCall:
        if mask is not None and not hasattr(mask, "masked_fill"):
            raise ValueError(f"A {type(mask).__name__} is no tensor: load the model with attn_implementation='sdpa'.")
        is_causal = options.get("is_causal")
        return cls(
            implementation=implementation or "eager",
            query=_kept(query),
            key=_kept(key),
            mask=_kept(mask),
            is_causal=bool(getattr(module, "is_causal", True) if is_causal is None else is_causal),
            groups=query.shape[1] // key.shape[1],
            options={
                name: _kept(value) if hasattr(value, "detach") else value
                for name, value in options.items()
                if name in OPTIONS and value is not None
            },
            known=_kept(weights),
        )

    def weights(self) -> Any:
        """Weights [batch, head, query, key]: those that were returned, else softmax of the scores, in float32."""
        if self.known is not None:
            return self.known
        scores = self._masked(self._scores())
        sinks = self.options.get("s_aux")
        if sinks is None:
            return scores.softmax(-1)
        # A sink takes a share of each row, and stands for no token (gpt-oss).
        column = sinks.float().reshape(1, -1, 1, 1).expand(*scores.shape[:3], 1)
        joined = scores.new_empty(*scores.shape[:3], scores.shape[3] + 1)
        joined[..., :-1], joined[..., -1:] = scores, column
        return joined.softmax(-1)[..., :-1]

    def queries_and_keys(self) -> tuple[Any, Any]:
        """:raises ValueError: weights do not follow from them alone"""
        if self.query is None:
            raise ValueError("torch.nn.MultiheadAttention keeps its queries and keys to itself: show its weights.")
        added = [name for name in ("softcap", "position_bias", "s_aux") if name in self.options]
        if added:
            raise ValueError(f"The weights do not follow from queries and keys alone: {', '.join(added)} changes scores.")
        return self.query.float() * (self._scale * math.sqrt(self.query.shape[-1])), self.key.float()

    @property
    def _scale(self) -> float:
        return self.options.get("scaling", self.query.shape[-1] ** -0.5)

    def _scores(self) -> Any:
        keys = self.key.float().repeat_interleave(self.groups, dim=1)
        scores = self.query.float() @ keys.transpose(-1, -2) * self._scale
        softcap = self.options.get("softcap")
        if softcap is not None:
            scores = (scores / softcap).tanh() * softcap
        bias = self.options.get("position_bias")
        return scores if bias is None else scores + bias.float()[..., : scores.shape[-2], : scores.shape[-1]]

    def _masked(self, scores: Any) -> Any:
        """Scores with the lowest of all where a key may not be attended."""
        queries, keys = scores.shape[-2:]
        mask = self.mask
        if mask is not None and mask.ndim == 2:
            # Flash is told which keys are padding, and hides what comes later by itself.
            scores = scores.masked_fill(~mask.bool()[:, None, None, -keys:], LOWEST)
        elif mask is not None:
            mask = mask[..., :keys]
            if "bool" in str(mask.dtype):
                return scores.masked_fill(~mask, LOWEST)
            return (scores + mask.float()).clamp(min=LOWEST)
        # The first query sees the first key with SDPA, and the last one the last with Flash.
        first = keys - queries if self.implementation.startswith("flash") else 0
        everywhere = scores.new_ones(queries, keys)
        if self.is_causal and queries > 1:
            scores = scores.masked_fill(~everywhere.tril(first).bool(), LOWEST)
        window = self.options.get("sliding_window") if self.implementation.startswith("flash") else None
        if window is not None:
            scores = scores.masked_fill(everywhere.tril(keys - queries - window).bool(), LOWEST)
        return scores


def _kept(tensor: Any) -> Any:
    """A copy that later steps do not write into."""
    return None if tensor is None else tensor.detach().to("cpu", copy=True)
