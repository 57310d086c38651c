export default function Page() {
  return <attn-heatmap src="/weights.json">What the cat attends to, in words.</attn-heatmap>;
}
