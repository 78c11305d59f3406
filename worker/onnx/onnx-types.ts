/** Element types that our graphs use, by onnxruntime's names. */
export type DataType = 'float32' | 'int64' | 'bool';

/** One dimension: a number, or the name of a dimension that is known only when the graph runs. */
export type Dim = number | string;

/** Where the bytes of a tensor lie outside the model file. */
export interface ExternalData {
  /** File name relative to the model file's folder. */
  readonly location: string;
  /** First byte. */
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
}

/** A tensor stored with the graph: in the model file (`data`) or beside it (`external`). */
export interface OnnxTensor {
  readonly name: string;
  readonly dtype: DataType;
  readonly shape: readonly number[];
  readonly data?: Float32Array | BigInt64Array;
  readonly external?: ExternalData;
}

/** An operator's attribute. Plain numbers are written as integers, `{ float }` as a 32-bit float. */
export type OnnxAttribute =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly tensor: OnnxTensor };

/** One operator call. An empty input name means an optional input left out. */
export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** A graph's input or output. */
export interface OnnxPort {
  readonly name: string;
  readonly dtype: DataType;
  readonly shape: readonly Dim[];
}

/** Everything that goes into a model file. */
export interface OnnxModel {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
}
