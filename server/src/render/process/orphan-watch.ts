import { Worker } from 'node:worker_threads';

/**
 * Ends the process when its parent is gone. The `disconnect` event does not get through while a template loops, so a
 * thread of its own watches; on Windows, where a process keeps the id of a dead parent, it sees nothing.
 */
export function endWithParent(): void {
  new Worker(watch, { eval: true, workerData: { parent: process.ppid } }).unref();
}

const watch = `
const { workerData } = require('node:worker_threads');
setInterval(() => {
  if (process.ppid !== workerData.parent) process.kill(process.pid, 'SIGKILL');
}, 1000);
`;
