import type { Span } from '../text/span';
import type { Formula } from './tree';

export function findPlain(_text: string): readonly Span[] {
  return [];
}

export function readPlain(_text: string, offset: number): Formula {
  return { span: { from: offset, to: offset }, root: { kind: 'empty', span: { from: offset, to: offset } } };
}
