/** What keeps a child process away from what it does not need. */

/** Whether the Node that runs this, and the children that it starts with itself, can take rights away. */
export function canDropPermissions(execPath: string): boolean {
  // Electron reads files of its own behind Node's back; what the flag does to that is not promised.
  if (execPath !== process.execPath || 'electron' in process.versions) return false;
  return process.allowedNodeEnvironmentFlags.has('--permission');
}

/** Nothing of the caller's environment, which may hold secrets, but what Windows needs to start a process. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return { ELECTRON_RUN_AS_NODE: '1', ...(SystemRoot === undefined ? {} : { SystemRoot }) };
}
