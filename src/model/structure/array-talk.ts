import type { Scope } from '../../statement/statement';
import { isUnitLetter, type Said } from './known';
import type { Remark } from './prose';
import { Shelf } from './shelf';
import type { Trait } from './traits';

/** What words say of vectors and matrices beyond their shapes: properties, and what one index of a matrix picks. */
export class ArrayTalk {
  private readonly traits = new Shelf<Said & { readonly traits: readonly Trait[] }>();
  /** Matrices that were called square, whatever letters their shape has. */
  private readonly squares = new Shelf<Said>();
  /** Vectors with one entry 1 and all others 0. */
  private readonly unitVectors = new Shelf<Said>();
  private readonly parts = new Shelf<Said & { readonly part: 'rows' | 'columns' }>();

  /** Takes in what a remark says of properties; false where it says what no array is made to have. */
  hear(remark: Extract<Remark, { kind: 'traits' | 'restriction' | 'rows' | 'columns' }>, said: Said): boolean {
    switch (remark.kind) {
      case 'traits':
        for (const { key } of remark.symbols) this.traits.add(key, { ...said, traits: remark.traits });
        return true;
      case 'rows':
      case 'columns':
        this.parts.add(remark.matrix.key, { ...said, part: remark.kind });
        return true;
      case 'restriction': {
        const isUnit =
          /^one-hot$/i.test(remark.words) ||
          (/^(?:(?:standard|canonical) )?basis$/i.test(remark.words) && remark.symbols.every(isUnitLetter));
        if (isUnit) for (const { key } of remark.symbols) this.unitVectors.add(key, said);
        if (/^square$/i.test(remark.words)) for (const { key } of remark.symbols) this.squares.add(key, said);
        return isUnit;
      }
    }
  }

  /** The properties that a vector or matrix was said to have. */
  traitsOf(key: string, scope: Scope): readonly Trait[] {
    return [...new Set(this.traits.all(key, scope).flatMap(({ traits }) => traits))];
  }

  /** Whether one entry of a vector is 1 and all others are 0. */
  isOneHot(key: string, scope: Scope): boolean {
    return this.unitVectors.latest(key, scope) !== undefined;
  }

  isSaidSquare(key: string, scope: Scope): boolean {
    return this.squares.latest(key, scope) !== undefined;
  }

  /** Whether a single index of a matrix was said to pick a row or a column. */
  partOf(key: string, scope: Scope): 'rows' | 'columns' | undefined {
    return this.parts.latest(key, scope)?.part;
  }
}
