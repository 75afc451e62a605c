/** Why an answer is no HTTP/1.1, in the words of Node's own parser, which `classifySystemError` knows. */
export type BrokenAnswerCode =
  | 'HPE_INVALID_CONSTANT'
  | 'HPE_INVALID_VERSION'
  | 'HPE_INVALID_STATUS'
  | 'HPE_CR_EXPECTED'
  | 'HPE_INVALID_HEADER_TOKEN'
  | 'HPE_HEADER_OVERFLOW'
  | 'HPE_INVALID_CONTENT_LENGTH'
  | 'HPE_UNEXPECTED_CONTENT_LENGTH'
  | 'HPE_INVALID_TRANSFER_ENCODING'
  | 'HPE_INVALID_CHUNK_SIZE';

/** What a server sent is not to be read on. */
export class BrokenAnswer extends Error {
  readonly code: BrokenAnswerCode;

  constructor(code: BrokenAnswerCode) {
    super(`not an answer of HTTP/1.1: ${code}`);
    this.code = code;
  }
}
