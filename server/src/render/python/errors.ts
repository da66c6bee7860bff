/** An exception as Python would raise it: the class name and `str(error)`. */
export class PyError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.name = 'PyError';
    this.type = type;
  }
}
