export interface ElementOptions {
  readonly class?: string;
  readonly title?: string;
  readonly role?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** An element with children; strings become text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  options: ElementOptions = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  if (options.class !== undefined) {
    node.className = options.class;
  }
  if (options.title !== undefined) {
    node.title = options.title;
  }
  if (options.role !== undefined) {
    node.setAttribute('role', options.role);
  }
  for (const [name, value] of Object.entries(options.attributes ?? {})) {
    node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

export function button(
  label: string,
  options: ElementOptions,
  onClick: () => void,
): HTMLButtonElement {
  const node = element('button', options, label);
  node.type = 'button';
  node.addEventListener('click', onClick);
  return node;
}
