import { LoamError } from '../../protocol/errors/loam-error.ts';
import { fromBfloat16Bits, fromFloat16Bits, toBfloat16Bits, toFloat16Bits } from './half-floats.ts';
import {
  MAX_DIMENSIONS,
  MAX_ELEMENTS,
  MAX_HEADER_BYTES,
  MAX_METADATA_VALUE_LENGTH,
  MAX_NAME_LENGTH,
  MAX_TENSORS,
} from './limits.ts';
import { dtypeBytes, elementCount, type Tensor, type TensorDtype } from './tensor.ts';

/** A parsed file: its tensors and its free-form string metadata. */
export interface SafetensorsFile {
  readonly tensors: Map<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Options of {@link writeSafetensors}. */
export interface WriteSafetensorsOptions {
  /** Strings kept under `__metadata__`. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Writes every tensor in this type, instead of in its own. */
  readonly dtype?: TensorDtype;
}

interface Entry {
  readonly name: string;
  readonly dtype: TensorDtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

const PREFIX_BYTES = 8;

/**
 * Reads a safetensors file into float32 arrays that own their memory.
 * @throws LoamError `SAFETENSORS_MALFORMED` for anything that is not exactly one well-formed file: a header that
 * is too long or not JSON, unknown element types, sizes that do not match, overlaps, gaps or trailing bytes.
 */
export function readSafetensors(bytes: Uint8Array): Map<string, Tensor> {
  return readSafetensorsFile(bytes).tensors;
}

/** Like {@link readSafetensors}, with the metadata. */
export function readSafetensorsFile(bytes: Uint8Array): SafetensorsFile {
  const { entries, metadata, dataStart } = readHeader(bytes);
  const tensors = new Map<string, Tensor>();
  for (const entry of entries) {
    // not bytes.slice: on a Node Buffer that is a view of the same memory
    const raw = new Uint8Array(bytes.subarray(dataStart + entry.begin, dataStart + entry.end));
    tensors.set(entry.name, {
      dtype: entry.dtype,
      shape: entry.shape,
      data: decode(raw, entry.dtype),
    });
  }
  return { tensors, metadata };
}

/**
 * Element types and shapes of a file of `fileBytes` bytes, from its beginning alone.
 *
 * @param head at least its header: {@link safetensorsHeadBytes}
 * @throws LoamError as {@link readSafetensors}
 */
export function readSafetensorsShapes(
  head: Uint8Array,
  fileBytes: number,
): Map<string, { readonly dtype: TensorDtype; readonly shape: readonly number[] }> {
  return new Map(
    readHeader(head, fileBytes).entries.map(({ name, dtype, shape }) => [name, { dtype, shape }]),
  );
}

/** Bytes of a file's beginning that hold its header; `start` is at least its first 8 bytes. @throws LoamError `SAFETENSORS_MALFORMED` */
export function safetensorsHeadBytes(start: Uint8Array): number {
  if (start.length < PREFIX_BYTES) throw malformed(`${start.length} bytes are too few`);
  const length = new DataView(start.buffer, start.byteOffset, start.byteLength).getBigUint64(0, true);
  if (length > BigInt(MAX_HEADER_BYTES))
    throw malformed(`header of ${length} bytes, at most ${MAX_HEADER_BYTES}`);
  return PREFIX_BYTES + Number(length);
}

/**
 * Writes a safetensors file. The bytes depend on the content alone: wider types first, then by name; the data
 * begins at a multiple of 8 bytes.
 * @throws LoamError `SAFETENSORS_UNWRITABLE` when a name, a shape or a size is not allowed.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  options: WriteSafetensorsOptions = {},
): Uint8Array<ArrayBuffer> {
  if (tensors.size > MAX_TENSORS)
    throw unwritable(`${tensors.size} tensors, at most ${MAX_TENSORS} are allowed`);
  const ordered = [...tensors].map(([name, tensor]) => ({
    name,
    tensor,
    dtype: options.dtype ?? tensor.dtype,
  }));
  ordered.sort((a, b) => dtypeBytes(b.dtype) - dtypeBytes(a.dtype) || compareNames(a.name, b.name));
  const parts: string[] = [];
  if (options.metadata !== undefined) parts.push(`"__metadata__":${metadataJson(options.metadata)}`);
  let offset = 0;
  for (const { name, tensor, dtype } of ordered) {
    if (!isName(name)) throw unwritable(`tensor name ${JSON.stringify(name).slice(0, 80)} is not allowed`);
    if (!isShape(tensor.shape) || elementCount(tensor.shape) !== tensor.data.length) {
      throw unwritable(`${name} has ${tensor.data.length} values for shape [${tensor.shape.join(', ')}]`);
    }
    const end = offset + tensor.data.length * dtypeBytes(dtype);
    parts.push(
      `${JSON.stringify(name)}:{"dtype":"${dtype}","shape":[${tensor.shape.join(',')}],"data_offsets":[${offset},${end}]}`,
    );
    offset = end;
  }
  const json = new TextEncoder().encode(`{${parts.join(',')}}`);
  const headerBytes = Math.ceil(json.length / 8) * 8;
  if (headerBytes > MAX_HEADER_BYTES) throw unwritable(`header of ${headerBytes} bytes`);
  const out = new Uint8Array(PREFIX_BYTES + headerBytes + offset);
  new DataView(out.buffer).setBigUint64(0, BigInt(headerBytes), true);
  out.fill(0x20, PREFIX_BYTES, PREFIX_BYTES + headerBytes);
  out.set(json, PREFIX_BYTES);
  let position = PREFIX_BYTES + headerBytes;
  for (const { tensor, dtype } of ordered) {
    encode(tensor.data, dtype, out, position);
    position += tensor.data.length * dtypeBytes(dtype);
  }
  return out;
}

/** @param fileBytes size of the file that `bytes` are, or begin */
function readHeader(
  bytes: Uint8Array,
  fileBytes = bytes.length,
): {
  entries: Entry[];
  metadata: Record<string, string>;
  dataStart: number;
} {
  if (bytes.length < PREFIX_BYTES + 2) throw malformed(`${bytes.length} bytes are too few`);
  const dataStart = safetensorsHeadBytes(bytes);
  if (dataStart > bytes.length) throw malformed('the header is longer than the file');
  if (bytes[PREFIX_BYTES] !== 0x7b) throw malformed('the header does not begin with {');
  const header = parseJson(bytes.subarray(PREFIX_BYTES, dataStart));
  const entries: Entry[] = [];
  let metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') metadata = readMetadata(value);
    else entries.push(readEntry(name, value));
  }
  if (entries.length > MAX_TENSORS) throw malformed(`${entries.length} tensors, at most ${MAX_TENSORS}`);
  requireExactCover(entries, fileBytes - dataStart);
  return { entries, metadata, dataStart };
}

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw malformed('the header is not JSON', cause);
  }
  if (!isRecord(parsed)) throw malformed('the header is not an object');
  return parsed;
}

function readEntry(name: string, value: unknown): Entry {
  if (!isName(name)) throw malformed(`tensor name ${JSON.stringify(name).slice(0, 80)} is not allowed`);
  if (!isRecord(value) || Object.keys(value).length !== 3) throw malformed(`${name} has unexpected fields`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (dtype !== 'F32' && dtype !== 'F16' && dtype !== 'BF16') {
    throw malformed(
      `${name} has element type ${JSON.stringify(dtype)?.slice(0, 40)}; F32, F16 and BF16 can be read`,
    );
  }
  if (!isShape(shape)) throw malformed(`${name} has a shape that is not allowed`);
  if (!Array.isArray(offsets) || offsets.length !== 2) throw malformed(`${name} has no pair of offsets`);
  const [begin, end] = offsets as unknown[];
  if (!isSize(begin) || !isSize(end) || end - begin !== elementCount(shape) * dtypeBytes(dtype)) {
    throw malformed(`${name} has offsets that do not fit its shape`);
  }
  return { name, dtype, shape, begin, end };
}

function readMetadata(value: unknown): Record<string, string> {
  if (!isRecord(value)) throw malformed('the metadata is not an object');
  const pairs = Object.entries(value).map(([key, text]): [string, string] => {
    if (typeof text !== 'string' || text.length > MAX_METADATA_VALUE_LENGTH || key.length > MAX_NAME_LENGTH) {
      throw malformed(`metadata ${JSON.stringify(key).slice(0, 80)} is not a short string`);
    }
    return [key, text];
  });
  return Object.fromEntries(pairs);
}

/** The tensors must fill the data exactly, each byte once. Two readers can then not see different files. */
function requireExactCover(entries: readonly Entry[], dataBytes: number): void {
  let position = 0;
  for (const entry of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (entry.begin !== position) throw malformed(`${entry.name} overlaps another tensor or leaves a gap`);
    position = entry.end;
  }
  if (position !== dataBytes) throw malformed(`${dataBytes} bytes of data, the tensors need ${position}`);
}

function decode(raw: Uint8Array<ArrayBuffer>, dtype: TensorDtype): Float32Array {
  if (dtype === 'F32') return new Float32Array(raw.buffer);
  const convert = dtype === 'F16' ? fromFloat16Bits : fromBfloat16Bits;
  return Float32Array.from(new Uint16Array(raw.buffer), convert);
}

function encode(data: Float32Array, dtype: TensorDtype, out: Uint8Array, position: number): void {
  if (dtype === 'F32') {
    out.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    return;
  }
  const convert = dtype === 'F16' ? toFloat16Bits : toBfloat16Bits;
  const words = Uint16Array.from(data, convert);
  out.set(new Uint8Array(words.buffer), position);
}

function metadataJson(metadata: Readonly<Record<string, string>>): string {
  const keys = Object.keys(metadata).sort(compareNames);
  for (const key of keys) {
    const value: unknown = metadata[key];
    if (
      key.length > MAX_NAME_LENGTH ||
      typeof value !== 'string' ||
      value.length > MAX_METADATA_VALUE_LENGTH
    ) {
      throw unwritable(`metadata ${JSON.stringify(key).slice(0, 80)} is too long`);
    }
  }
  return `{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(metadata[key])}`).join(',')}}`;
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isName(name: string): boolean {
  return name.length <= MAX_NAME_LENGTH && name !== '__metadata__' && /^[\x21-\x7e]+$/.test(name);
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isShape(value: unknown): value is number[] {
  return (
    Array.isArray(value) &&
    value.length <= MAX_DIMENSIONS &&
    value.every(isSize) &&
    elementCount(value) <= MAX_ELEMENTS
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(reason: string, cause?: unknown): LoamError {
  return new LoamError('SAFETENSORS_MALFORMED', `Not a safetensors file that can be read: ${reason}.`, {
    hint: 'The file is damaged or of another kind. Fetch it again from where it came.',
    cause,
  });
}

function unwritable(reason: string): LoamError {
  return new LoamError('SAFETENSORS_UNWRITABLE', `These tensors cannot be written: ${reason}.`);
}
