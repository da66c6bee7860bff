/** SentencePiece's `spiece.model`, in which most T5 checkpoints come, as the `tokenizer.json` that transformers makes of it. */
import { BinaryReader } from '@bufbuild/protobuf/wire';

/** Throws an `Error` that says in half a sentence why it is no tokenizer of a T5. */
export function convertSpiece(bytes: Uint8Array, extraIds: number): object {
  const { pieces, modelType, charsmap } = readModel(bytes);
  if (pieces.length === 0) {
    throw new Error('it has no pieces');
  }
  if (modelType !== UNIGRAM) {
    throw new Error('it is no Unigram model');
  }
  const unknown = pieces.findIndex(({ type }) => type === UNKNOWN_PIECE);
  const extra = Array.from({ length: extraIds }, (_, index) => {
    return { text: `<extra_id_${extraIds - 1 - index}>`, score: 0, type: CONTROL_PIECE };
  });
  const all = [...pieces, ...extra];
  return {
    version: '1.0',
    added_tokens: all.flatMap(({ text, type }, id) =>
      type === CONTROL_PIECE || type === UNKNOWN_PIECE ? [addedToken(id, text)] : [],
    ),
    normalizer: charsmap.length > 0 ? precompiled(charsmap) : null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [{ type: 'WhitespaceSplit' }, METASPACE],
    },
    post_processor: null,
    decoder: METASPACE,
    model: {
      type: 'Unigram',
      unk_id: unknown,
      vocab: all.map(({ text, score }) => [text, score]),
      byte_fallback: false,
    },
  };
}

const METASPACE = {
  type: 'Metaspace',
  replacement: '▁',
  prepend_scheme: 'always',
  split: true,
} as const;

function precompiled(charsmap: Uint8Array): object {
  return {
    type: 'Precompiled',
    precompiled_charsmap: Buffer.from(charsmap).toString('base64'),
  };
}

function addedToken(id: number, content: string): object {
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false };
  return { id, content, ...flags, special: true };
}

interface Piece {
  readonly text: string;
  readonly score: number;
  readonly type: number;
}

interface SpieceModel {
  readonly pieces: readonly Piece[];
  readonly modelType: number;
  readonly charsmap: Uint8Array;
}

/** `ModelProto.SentencePiece.Type` and `TrainerSpec.ModelType`. Field numbers: `sentencepiece_model.proto`. */
const NORMAL_PIECE = 1;
const UNKNOWN_PIECE = 2;
const CONTROL_PIECE = 3;
const UNIGRAM = 1;

function readModel(bytes: Uint8Array): SpieceModel {
  const pieces: Piece[] = [];
  let modelType = UNIGRAM;
  let charsmap = new Uint8Array();
  forEachField(bytes, (field, reader) => {
    switch (field) {
      case 1:
        pieces.push(readPiece(reader.bytes()));
        return true;
      case 2:
        modelType = readVarint(reader.bytes(), 3) ?? UNIGRAM;
        return true;
      case 3:
        charsmap = readBytes(reader.bytes(), 2);
        return true;
      default:
        return false;
    }
  });
  return { pieces, modelType, charsmap };
}

function readPiece(bytes: Uint8Array): Piece {
  const piece = { text: '', score: 0, type: NORMAL_PIECE };
  forEachField(bytes, (field, reader) => {
    switch (field) {
      case 1:
        piece.text = reader.string();
        return true;
      case 2:
        piece.score = reader.float();
        return true;
      case 3:
        piece.type = reader.int32();
        return true;
      default:
        return false;
    }
  });
  return piece;
}

function readVarint(bytes: Uint8Array, wanted: number): number | undefined {
  let value: number | undefined;
  forEachField(bytes, (field, reader) => {
    if (field !== wanted) {
      return false;
    }
    value = reader.int32();
    return true;
  });
  return value;
}

function readBytes(bytes: Uint8Array, wanted: number): Uint8Array<ArrayBuffer> {
  let value = new Uint8Array();
  forEachField(bytes, (field, reader) => {
    if (field !== wanted) {
      return false;
    }
    value = new Uint8Array(reader.bytes());
    return true;
  });
  return value;
}

/** Calls back at each field of a message; what is not read there is skipped. */
function forEachField(
  bytes: Uint8Array,
  read: (field: number, reader: BinaryReader) => boolean,
): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (!read(field, reader)) {
      reader.skip(wireType, field);
    }
  }
}
