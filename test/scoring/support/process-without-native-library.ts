/** The scoring process as on a machine for which ONNX Runtime has no library. */
Object.defineProperty(process, 'arch', { value: 'mips' });
await import('../../../server/src/scoring/scoring-process.ts');
