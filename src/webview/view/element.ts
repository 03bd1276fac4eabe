export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
export type Child = Node | string;

/** An HTML element. Attributes that are false or undefined are left out; true stands for an attribute without a value. */
export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** Changes the text only where it differs, so that nothing is laid out anew in vain. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** An id that no other element of the page has. */
export function uniqueId(prefix: string): string {
  let n = 1;
  while (document.getElementById(`${prefix}-${n}`) !== null || taken.has(`${prefix}-${n}`)) n += 1;
  taken.add(`${prefix}-${n}`);
  return `${prefix}-${n}`;
}

/** Ids that were given to elements which may not be in the page yet. */
const taken = new Set<string>();
