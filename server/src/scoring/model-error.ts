/** A model that cannot be used; the message is for the user: what is wrong and what to do. */
export class ModelError extends Error {}

/** The weights lie on another disk than the cache folder and have to be copied, which nobody agreed to yet. */
export class CopyNeededError extends ModelError {
  readonly bytes: number;

  constructor(message: string, bytes: number) {
    super(message);
    this.bytes = bytes;
  }
}

/** A device that is not there, or whose driver does not serve. */
export class DeviceError extends ModelError {
  /** What the driver says, without a sentence around it. */
  readonly reason: string;

  constructor(device: string, reason: string, options?: ErrorOptions) {
    super(`The device \`${device}\` cannot be used (${reason}).`, options);
    this.reason = reason;
  }
}
