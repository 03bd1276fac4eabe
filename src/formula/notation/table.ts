/** A table that is looked up with names out of documents: `\constructor` must not find what every object inherits. */
export function table<T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(entries));
}
