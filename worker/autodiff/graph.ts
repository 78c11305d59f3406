import { encodeModel } from '../onnx/encode-model.ts';
import type {
  DataType,
  ExternalData,
  OnnxAttribute,
  OnnxNode,
  OnnxPort,
  OnnxTensor,
} from '../onnx/onnx-types.ts';
import type { Shape } from './shape.ts';

/** A tensor in the graph: an input, a stored tensor or an operator's result. */
export interface Value {
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: DataType;
  /** Whether gradients flow through this value. */
  readonly needsGrad: boolean;
}

/** Given the gradient of the output, the gradients of the inputs; `null` where none is wanted. */
export type Vjp = (outputGrad: Value) => readonly (Value | null)[];

/** One differentiable step, in the order of the forward pass. */
export interface TapeEntry {
  readonly output: Value;
  readonly inputs: readonly Value[];
  readonly vjp: Vjp;
}

/**
 * Builds an ONNX graph and remembers how to differentiate it. Operators with a gradient live in `ops/`, one file
 * each; they emit plain operators through {@link Graph.node} and note their gradient with {@link Graph.record}.
 */
export class Graph {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxTensor[] = [];
  readonly inputs: OnnxPort[] = [];
  readonly outputs: OnnxPort[] = [];
  /** Recorded steps. */
  readonly tape: TapeEntry[] = [];
  #nextName = 0;
  readonly #constants = new Map<string, Value>();

  /** Declares an input. */
  input(name: string, shape: Shape, dtype: DataType = 'float32', needsGrad = false): Value {
    this.inputs.push({ name, shape, dtype });
    return { name, shape, dtype, needsGrad };
  }

  /** Stores a float tensor in the model file, or points to its bytes beside it. */
  initializer(name: string, shape: readonly number[], data: Float32Array | ExternalData): Value {
    this.initializers.push(
      data instanceof Float32Array
        ? { name, dtype: 'float32', shape, data }
        : { name, dtype: 'float32', shape, external: data },
    );
    return { name, shape, dtype: 'float32', needsGrad: false };
  }

  /** A float constant of shape [] that equal calls share. */
  scalar(value: number): Value {
    return this.#constant(`float32:${value}`, { dtype: 'float32', shape: [], data: Float32Array.of(value) });
  }

  /** A one-dimensional int64 constant that equal calls share. */
  ints(values: readonly number[]): Value {
    return this.#constant(`int64:${values}`, {
      dtype: 'int64',
      shape: [values.length],
      data: BigInt64Array.from(values, BigInt),
    });
  }

  /** An int64 constant of shape []. */
  int(value: number): Value {
    return this.#constant(`int64 scalar:${value}`, {
      dtype: 'int64',
      shape: [],
      data: BigInt64Array.of(BigInt(value)),
    });
  }

  /** Emits one operator with one output. */
  node(
    op: string,
    inputs: readonly (Value | null)[],
    shape: Shape,
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    dtype: DataType = 'float32',
  ): Value {
    const [output] = this.multiNode(op, inputs, [shape], attributes, dtype);
    return output as Value;
  }

  /** Emits one operator with several outputs. */
  multiNode(
    op: string,
    inputs: readonly (Value | null)[],
    shapes: readonly Shape[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    dtype: DataType = 'float32',
  ): Value[] {
    const outputs = shapes.map((shape) => ({ name: this.#name(op), shape, dtype, needsGrad: false }));
    this.nodes.push({
      op,
      inputs: inputs.map((value) => value?.name ?? ''),
      outputs: outputs.map((value) => value.name),
      attributes,
    });
    return outputs;
  }

  /** Marks `output` as differentiable through `vjp` when any of `inputs` is; use the returned value from then on. */
  record(output: Value, inputs: readonly Value[], vjp: Vjp): Value {
    if (!inputs.some((value) => value.needsGrad)) return output;
    const tracked = { ...output, needsGrad: true };
    this.tape.push({ output: tracked, inputs, vjp });
    return tracked;
  }

  /** Declares an output under a name of its own. */
  output(value: Value, name: string, shape: Shape = value.shape): void {
    this.nodes.push({ op: 'Identity', inputs: [value.name], outputs: [name], attributes: {} });
    this.outputs.push({ name, shape, dtype: value.dtype });
  }

  /** The graph as the bytes of an ONNX model file. */
  toModel(): Uint8Array {
    return encodeModel(this);
  }

  #constant(key: string, tensor: Omit<OnnxTensor, 'name'>): Value {
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const name = this.#name('const');
    this.initializers.push({ name, ...tensor });
    const value = { name, shape: tensor.shape, dtype: tensor.dtype, needsGrad: false };
    this.#constants.set(key, value);
    return value;
  }

  #name(prefix: string): string {
    return `${prefix}_${this.#nextName++}`;
  }
}
