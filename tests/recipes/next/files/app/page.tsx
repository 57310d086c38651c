export default function Page() {
  return (
    <>
      <attn-heatmap src="/weights.json">What the cat attends to, in words.</attn-heatmap>
      <attn-model id="m" src="/model/" text="banana, river, king, seven, banana, river," />
      <attn-heatmap from="#m" />
    </>
  );
}
