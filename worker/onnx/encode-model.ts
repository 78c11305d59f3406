import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_MODEL_BYTES } from './limits.ts';
import type { DataType, OnnxAttribute, OnnxModel, OnnxNode, OnnxPort, OnnxTensor } from './onnx-types.ts';
import { ProtobufWriter } from './protobuf-writer.ts';

/** Operator set that every graph declares. All execution providers implement its operators. */
export const OPSET = 17;
const IR_VERSION = 8;

const ELEMENT_TYPE: Readonly<Record<DataType, number>> = { float32: 1, int64: 7, bool: 9 };
const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, tensor: 4, ints: 7 } as const;

/**
 * Serialises a graph as an ONNX ModelProto. The same graph always gives the same bytes.
 *
 * @throws LoamError `ONNX_MODEL_TOO_LARGE` when the file would pass the limit of protocol buffers.
 */
export function encodeModel(model: OnnxModel): Uint8Array {
  const graph = new ProtobufWriter();
  for (const node of model.nodes) graph.message(1, encodeNode(node));
  graph.string(2, 'loam');
  for (const tensor of model.initializers) graph.message(5, encodeTensor(tensor));
  for (const port of model.inputs) graph.message(11, encodePort(port));
  for (const port of model.outputs) graph.message(12, encodePort(port));
  const file = new ProtobufWriter()
    .int(1, IR_VERSION)
    .string(2, 'loam')
    .message(7, graph)
    .message(8, new ProtobufWriter().string(1, '').int(2, OPSET));
  if (file.length > MAX_MODEL_BYTES) {
    throw new LoamError('ONNX_MODEL_TOO_LARGE', `The model file would have ${file.length} bytes.`, {
      hint: 'Keep the weights in a file of their own (external data) or pass them as inputs.',
      data: { bytes: file.length, limit: MAX_MODEL_BYTES },
    });
  }
  return file.finish();
}

function encodeNode(node: OnnxNode): ProtobufWriter {
  const writer = new ProtobufWriter();
  for (const name of node.inputs) writer.string(1, name);
  for (const name of node.outputs) writer.string(2, name);
  writer.string(3, node.outputs[0] ?? '').string(4, node.op);
  for (const [name, value] of Object.entries(node.attributes))
    writer.message(5, encodeAttribute(name, value));
  return writer;
}

function encodeAttribute(name: string, value: OnnxAttribute): ProtobufWriter {
  const writer = new ProtobufWriter().string(1, name);
  if (typeof value === 'number') return writer.int(3, value).int(20, ATTRIBUTE_TYPE.int);
  if (typeof value === 'string') return writer.string(4, value).int(20, ATTRIBUTE_TYPE.string);
  if ('float' in value) return writer.float(2, value.float).int(20, ATTRIBUTE_TYPE.float);
  if ('tensor' in value) return writer.message(5, encodeTensor(value.tensor)).int(20, ATTRIBUTE_TYPE.tensor);
  for (const item of value) writer.int(8, item);
  return writer.int(20, ATTRIBUTE_TYPE.ints);
}

function encodeTensor(tensor: OnnxTensor): ProtobufWriter {
  const writer = new ProtobufWriter();
  for (const dim of tensor.shape) writer.int(1, dim);
  writer.int(2, ELEMENT_TYPE[tensor.dtype]).string(8, tensor.name);
  if (tensor.external !== undefined) {
    for (const [key, value] of Object.entries(tensor.external)) {
      writer.message(13, new ProtobufWriter().string(1, key).string(2, String(value)));
    }
    return writer.int(14, 1);
  }
  const { data } = tensor;
  if (data === undefined)
    throw new LoamError('ONNX_TENSOR_WITHOUT_DATA', `Tensor "${tensor.name}" has no bytes.`);
  return writer.bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function encodePort(port: OnnxPort): ProtobufWriter {
  const shape = new ProtobufWriter();
  for (const dim of port.shape) {
    shape.message(
      1,
      typeof dim === 'string' ? new ProtobufWriter().string(2, dim) : new ProtobufWriter().int(1, dim),
    );
  }
  const tensorType = new ProtobufWriter().int(1, ELEMENT_TYPE[port.dtype]).message(2, shape);
  return new ProtobufWriter().string(1, port.name).message(2, new ProtobufWriter().message(1, tensorType));
}
