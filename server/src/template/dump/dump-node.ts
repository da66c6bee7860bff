/** A node of the graph that PyYAML's representer makes; one that stands at several places is one object. */
export type DumpNode = DumpScalar | DumpSequence | DumpMapping;

export interface DumpScalar {
  readonly kind: 'scalar';
  /** Short name of YAML's tag, such as `int`. */
  readonly type: DumpScalarType;
  readonly text: string;
}

export type DumpScalarType = 'bool' | 'float' | 'int' | 'null' | 'str' | 'timestamp';

export interface DumpSequence {
  readonly kind: 'sequence';
  readonly items: readonly DumpNode[];
}

export interface DumpMapping {
  readonly kind: 'mapping';
  /** Such as `!Template`; null for a plain mapping. */
  readonly tag: string | null;
  readonly pairs: readonly DumpPair[];
}

export interface DumpPair {
  readonly key: DumpScalar;
  readonly value: DumpNode;
}
