/** A model that cannot be used; the message is for the user: what is wrong and what to do. */
export class ModelError extends Error {}
