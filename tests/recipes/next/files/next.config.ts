export default { output: 'export' as const };
