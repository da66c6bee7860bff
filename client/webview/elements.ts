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

/** Shows `nodes` as the children; a child that looks the same stays, with the user's selection and focus in it. */
export function replaceChanged(parent: Element, nodes: readonly Node[]): void {
  for (const [index, node] of nodes.entries()) {
    const shown = parent.childNodes[index];
    if (shown === undefined) {
      parent.append(node);
    } else if (shown !== node && !shown.isEqualNode(node)) {
      const focused = focusables(shown).findIndex((each) => each === document.activeElement);
      parent.replaceChild(node, shown);
      // The keyboard goes on where it was.
      if (focused >= 0) focusables(node)[focused]?.focus({ preventScroll: true });
    }
  }
  while (parent.childNodes.length > nodes.length) {
    parent.lastChild?.remove();
  }
}

function focusables(node: Node): readonly HTMLElement[] {
  return node instanceof Element ? [...node.querySelectorAll<HTMLElement>('[tabindex]')] : [];
}
