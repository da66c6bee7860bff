/**
 * What stands for the address that Python prints of an object without a text of its own, such as a generator. Python's
 * differs from run to run, and is as long.
 */
export const address = '0x7f0000000000';
